package jforge.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jforge.source.InventoryException;
import jforge.source.Nearest;
import jforge.source.Node;

/** A map of the inventory whose keys are known beforehand. */
record Table(String what, Node.Mapping map) {
    /**
     * @param what for messages: "a host"
     * @throws InventoryException if it is no map, or has a key that isn't allowed
     */
    static Table of(Node node, String what, List<String> allowed) {
        Node.Mapping map = mapping(node, what);
        for (Node.Entry entry : map.entries()) {
            String key = entry.key().text();
            if (!allowed.contains(key)) {
                throw new InventoryException(
                        entry.key().mark(), what + " has no key \"" + key + "\"" + Nearest.hint(key, allowed));
            }
        }
        return new Table(what, map);
    }

    /** The node as a map; one that was left empty has no entries. */
    static Node.Mapping mapping(Node node, String what) {
        if (node instanceof Node.Mapping map) {
            return map;
        }
        if (empty(node)) {
            return new Node.Mapping(List.of(), node.mark());
        }
        throw new InventoryException(node.mark(), what + " is written as a map, found " + node.described());
    }

    static boolean empty(Node node) {
        return node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NULL;
    }

    Optional<Node> get(String key) {
        return map.get(key);
    }

    Map<String, Node> entries(String key, String named) {
        Map<String, Node> entries = new LinkedHashMap<>();
        get(key).ifPresent(node ->
                mapping(node, named).entries().forEach(e -> entries.put(e.key().text(), e.value())));
        return entries;
    }

    Optional<String> text(String key) {
        return get(key).map(node -> text(node, key));
    }

    static String text(Node node, String key) {
        if (node instanceof Node.Scalar scalar
                && scalar.kind() != Node.Kind.NULL
                && !scalar.text().isEmpty()) {
            return scalar.text();
        }
        throw new InventoryException(node.mark(), "\"" + key + "\" must be text, found " + node.described());
    }

    /** One text, or a list of them. */
    static List<String> texts(Node node, String key) {
        if (!(node instanceof Node.Sequence list)) {
            return List.of(text(node, key));
        }
        List<String> texts = new ArrayList<>();
        list.items().forEach(item -> texts.add(text(item, key)));
        return texts;
    }

    /** The items of a list, or what stands alone as its only one; none of one that was left empty. */
    static List<Node> oneOrMore(Node node) {
        return node instanceof Node.Sequence list ? list.items() : empty(node) ? List.of() : List.of(node);
    }

    /** The items of a list; none of one that was left empty. */
    static List<Node> items(Node node, String key) {
        if (node instanceof Node.Sequence list) {
            return list.items();
        }
        if (empty(node)) {
            return List.of();
        }
        throw new InventoryException(node.mark(), key + " are a list, one \"- \" each, found " + node.described());
    }

    static long number(Node node, String key, long least, long most) {
        if (node instanceof Node.Scalar scalar && scalar.text().matches("[-+]?[0-9]{1,9}")) {
            long value = Long.parseLong(scalar.text());
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw new InventoryException(
                node.mark(), "\"" + key + "\" must be a whole number from " + least + " to " + most);
    }

    static <T> T oneOf(Node node, String key, Map<String, T> choices) {
        String text = text(node, key);
        T choice = choices.get(text);
        if (choice == null) {
            Collection<String> names = choices.keySet();
            throw new InventoryException(
                    node.mark(), "\"" + key + "\" can't be \"" + text + "\"" + Nearest.hint(text, names));
        }
        return choice;
    }
}
