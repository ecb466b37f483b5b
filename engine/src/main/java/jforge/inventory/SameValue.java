package jforge.inventory;

import jforge.source.Node;

/** Whether two nodes say the same, wherever they stand. */
final class SameValue {
    private SameValue() {}

    static boolean test(Node left, Node right) {
        if (left instanceof Node.Scalar a && right instanceof Node.Scalar b) {
            return a.kind() == b.kind() && a.text().equals(b.text());
        }
        if (left instanceof Node.Sequence a && right instanceof Node.Sequence b) {
            if (a.items().size() != b.items().size()) {
                return false;
            }
            for (int i = 0; i < a.items().size(); i++) {
                if (!test(a.items().get(i), b.items().get(i))) {
                    return false;
                }
            }
            return true;
        }
        return left instanceof Node.Mapping a && right instanceof Node.Mapping b && sameEntries(a, b);
    }

    private static boolean sameEntries(Node.Mapping a, Node.Mapping b) {
        return a.entries().size() == b.entries().size()
                && a.entries().stream()
                        .allMatch(e -> b.get(e.key().text())
                                .filter(other -> test(e.value(), other))
                                .isPresent());
    }
}
