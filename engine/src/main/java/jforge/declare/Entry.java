package jforge.declare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jforge.inventory.Inventory;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.source.Nearest;
import jforge.source.Node;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code resources:}, checked as far as that goes without a host.
 *
 * @param once whether it is done on one of the hosts only
 * @param each what to repeat it over; null for once
 * @param written the type's attributes by name
 */
record Entry(
        ResourceType<?, ?> type,
        Inventory.Matched matched,
        boolean once,
        @Nullable Node each,
        Map<String, Node> written,
        Links links,
        Mark mark) {
    /** As written, references to others still as text. */
    record Links(@Nullable Node requires, @Nullable Node whenChanged) {}

    static Entry read(Node node, Inventory inventory, Map<String, ResourceType<?, ?>> types) {
        if (!(node instanceof Node.Mapping map)) {
            throw new InventoryException(node.mark(), "a resource is written as a map, found " + node.described());
        }
        Node.Entry first = map.entries().stream()
                .filter(e -> !Schema.COMMON.contains(e.key().text()))
                .findFirst()
                .orElseThrow(() -> new InventoryException(
                        map.mark(), "this resource has no type" + Nearest.hint("", types.keySet())));
        String key = first.key().text();
        ResourceType<?, ?> type = types.get(key);
        if (type == null) {
            List<String> names = new ArrayList<>(types.keySet());
            names.addAll(Schema.COMMON);
            throw new InventoryException(
                    first.key().mark(), "there is no resource type \"" + key + "\"" + Nearest.hint(key, names));
        }
        InventoryErrors.Collector errors = new InventoryErrors.Collector();
        Map<String, Node> written = attributes(map, type, types.keySet(), errors);
        List<Inventory.Matched> matched = new ArrayList<>();
        errors.attempt(() -> matched.add(matched(map, inventory)));
        boolean[] once = new boolean[1];
        errors.attempt(() -> once[0] = once(map));
        errors.check();
        Links links = new Links(
                map.get("requires").orElse(null), map.get("when-changed").orElse(null));
        return new Entry(type, matched.get(0), once[0], map.get("each").orElse(null), written, links, map.mark());
    }

    private static Map<String, Node> attributes(
            Node.Mapping map, ResourceType<?, ?> type, Set<String> types, InventoryErrors.Collector errors) {
        List<Schema.Attribute> attributes = type.schema().attributes();
        List<String> names = attributes.stream().map(Schema.Attribute::name).toList();
        Map<String, Node> written = new LinkedHashMap<>();
        for (Node.Entry entry : map.entries()) {
            String key = entry.key().text();
            if (key.equals(type.key())) {
                written.put(names.get(0), entry.value());
            } else if (names.contains(key)) {
                written.put(key, entry.value());
            } else if (!Schema.COMMON.contains(key)) {
                List<String> allowed = new ArrayList<>(names);
                allowed.addAll(Schema.COMMON);
                String hint = types.contains(key)
                        ? "; another resource begins with a \"- \" of its own"
                        : Nearest.hint(key, allowed);
                errors.add(new InventoryException(entry.key().mark(), type.key() + " has no \"" + key + "\"" + hint));
            }
        }
        for (Schema.Attribute attribute : attributes) {
            if (attribute.required() && !written.containsKey(attribute.name())) {
                errors.add(new InventoryException(
                        map.mark(), type.key() + " needs \"" + attribute.name() + "\": " + attribute.doc()));
            }
        }
        return written;
    }

    private static Inventory.Matched matched(Node.Mapping map, Inventory inventory) {
        Node on = map.get("on")
                .orElseThrow(() -> new InventoryException(
                        map.mark(), "this resource says not which hosts it is for; add on: all, or a host or group"));
        return inventory.match(on, map.get("except").map(List::of).orElse(List.of()));
    }

    private static boolean once(Node.Mapping map) {
        Node node = map.get("once").orElse(null);
        if (node == null) {
            return false;
        }
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        throw new InventoryException(node.mark(), "\"once\" must be true or false, found " + node.described());
    }
}
