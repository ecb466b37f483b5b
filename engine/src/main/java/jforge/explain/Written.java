package jforge.explain;

import java.util.stream.Collectors;
import jforge.source.Node;

/** A piece of YAML on one line, references as they stand there. */
final class Written {
    private static final int LONGEST = 200;

    private Written() {}

    static String of(Node node) {
        String text = text(node);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    private static String text(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        if (node instanceof Node.Sequence list) {
            return list.items().stream().map(Written::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((Node.Mapping) node)
                .entries().stream()
                        .map(e -> e.key().text() + ": " + text(e.value()))
                        .collect(Collectors.joining(", ", "{ ", " }"));
    }
}
