package jforge.declare;

import java.util.ArrayList;
import java.util.List;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.source.Node;

/** Puts values in for <code>${...}</code>. */
final class Interpolation {
    /** A name in a name in a name can double at each turn. */
    private static final int MAX_TEXT = 4_000_000;

    private Interpolation() {}

    /**
     * The node without any reference left. A scalar that is nothing but one reference becomes what that names, list or map
     * included.
     *
     * @throws InventoryException if a reference doesn't resolve
     * @throws NeedsFactsException if it needs facts that aren't there
     */
    static Node of(Node node, Scope scope) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.text().indexOf("${") < 0 ? scalar : text(scalar, scope);
        }
        if (node instanceof Node.Sequence list) {
            return new Node.Sequence(
                    list.items().stream().map(item -> of(item, scope)).toList(), list.mark());
        }
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : ((Node.Mapping) node).entries()) {
            entries.add(new Node.Entry(entry.key(), of(entry.value(), scope)));
        }
        return new Node.Mapping(entries, node.mark());
    }

    private static Node text(Node.Scalar scalar, Scope scope) {
        String text = scalar.text();
        Mark mark = scalar.mark();
        if (text.startsWith("${") && text.indexOf('}') == text.length() - 1) {
            return at(scope.get(Reference.parse(inside(text, 0, mark), mark)), mark);
        }
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            if (text.startsWith("$${", i)) {
                out.append("${");
                i += 3;
            } else if (text.startsWith("${", i)) {
                String inside = inside(text, i, mark);
                out.append(inText(Reference.parse(inside, mark), scope));
                if (out.length() > MAX_TEXT) {
                    throw new InventoryException(
                            mark,
                            "more than 4 million characters come of this; a file so large is copied with source:");
                }
                i += inside.length() + 3;
            } else {
                out.append(text.charAt(i));
                i++;
            }
        }
        return new Node.Scalar(out.toString(), Node.Kind.TEXT, mark);
    }

    private static String inside(String text, int at, Mark mark) {
        int end = text.indexOf('}', at);
        if (end < 0) {
            throw new InventoryException(mark, "a ${ is not closed by a }; write $${ for a literal ${");
        }
        return text.substring(at + 2, end);
    }

    private static String inText(Reference reference, Scope scope) {
        Node value = scope.get(reference);
        if (value instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NULL) {
            return scalar.text();
        }
        throw reference.fault(
                "\"" + reference.text() + "\" is " + value.described() + ", which can't stand inside text");
    }

    /** The same, as if written where it is used: faults of it are shown there. */
    private static Node at(Node node, Mark mark) {
        if (node instanceof Node.Scalar scalar) {
            return new Node.Scalar(scalar.text(), scalar.kind(), mark);
        }
        if (node instanceof Node.Sequence list) {
            return new Node.Sequence(list.items(), mark);
        }
        return new Node.Mapping(((Node.Mapping) node).entries(), mark);
    }
}
