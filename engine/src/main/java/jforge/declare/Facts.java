package jforge.declare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jforge.source.Mark;
import jforge.source.Node;

/** A host's facts as nodes. */
final class Facts {
    private Facts() {}

    static Map<String, Node> nodes(Map<String, Object> facts, Mark mark) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        facts.forEach((name, value) -> nodes.put(name, node(value, mark)));
        return nodes;
    }

    private static Node node(Object value, Mark mark) {
        if (value instanceof Collection<?> list) {
            List<Node> items = new ArrayList<>();
            list.forEach(item -> items.add(node(item, mark)));
            return new Node.Sequence(items, mark);
        }
        if (value instanceof Map<?, ?> map) {
            List<Node.Entry> entries = new ArrayList<>();
            map.forEach((key, item) -> entries.add(
                    new Node.Entry(new Node.Scalar(String.valueOf(key), Node.Kind.TEXT, mark), node(item, mark))));
            return new Node.Mapping(entries, mark);
        }
        return new Node.Scalar(String.valueOf(value), kind(value), mark);
    }

    private static Node.Kind kind(Object value) {
        if (value instanceof Boolean) {
            return Node.Kind.BOOLEAN;
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return Node.Kind.DECIMAL;
        }
        return value instanceof Number ? Node.Kind.INTEGER : Node.Kind.TEXT;
    }
}
