package jforge.declare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jforge.inventory.Inventory;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Section;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.source.Nearest;
import jforge.source.Node;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code resources:} or of a section, checked as far as that goes without a host.
 *
 * @param of what reads it: a resource type or a section
 * @param schema its own
 * @param once whether it is done on one of the hosts only
 * @param each what to repeat it over; null for once
 * @param written the schema's attributes by name
 */
record Entry<T>(
        T of,
        Schema schema,
        Inventory.Matched matched,
        boolean once,
        @Nullable Node each,
        Map<String, Node> written,
        Links links,
        Mark mark) {
    /** As written, references to others still as text. */
    record Links(@Nullable Node requires, @Nullable Node whenChanged) {}

    /** An entry of a section. */
    static Entry<Section> read(Node node, Inventory inventory, Section section) {
        String key = section.key();
        if (!(node instanceof Node.Mapping map)) {
            throw new InventoryException(
                    node.mark(), "an entry of " + key + " is written as a map, found " + node.described());
        }
        InventoryErrors.Collector errors = new InventoryErrors.Collector();
        Map<String, Node> written = new LinkedHashMap<>();
        List<String> allowed = new ArrayList<>();
        section.schema().attributes().forEach(a -> allowed.add(a.name()));
        allowed.addAll(Section.COMMON);
        for (Node.Entry entry : map.entries()) {
            String name = entry.key().text();
            if (!allowed.contains(name)) {
                errors.add(new InventoryException(
                        entry.key().mark(), key + " has no \"" + name + "\"" + Nearest.hint(name, allowed)));
            } else if (!Section.COMMON.contains(name)) {
                written.put(name, entry.value());
            }
        }
        required(map, key, section.schema(), written, errors);
        return entry(section, section.schema(), new Written(map, written, "this entry of " + key), inventory, errors);
    }

    static Entry<ResourceType<?, ?>> read(Node node, Inventory inventory, Map<String, ResourceType<?, ?>> types) {
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
        required(map, key, type.schema(), written, errors);
        return entry(type, type.schema(), new Written(map, written, "this resource"), inventory, errors);
    }

    /** @param what for messages */
    private record Written(Node.Mapping map, Map<String, Node> attributes, String what) {}

    private static <T> Entry<T> entry(
            T of, Schema schema, Written written, Inventory inventory, InventoryErrors.Collector errors) {
        Node.Mapping map = written.map();
        List<Inventory.Matched> matched = new ArrayList<>();
        errors.attempt(() -> matched.add(matched(written, inventory)));
        boolean[] once = new boolean[1];
        errors.attempt(() -> once[0] = once(map));
        errors.check();
        Links links = new Links(
                map.get("requires").orElse(null), map.get("when-changed").orElse(null));
        Node each = map.get("each").orElse(null);
        return new Entry<>(of, schema, matched.get(0), once[0], each, written.attributes(), links, map.mark());
    }

    private static void required(
            Node.Mapping map, String key, Schema schema, Map<String, Node> written, InventoryErrors.Collector errors) {
        for (Schema.Attribute attribute : schema.attributes()) {
            if (attribute.required() && !written.containsKey(attribute.name())) {
                errors.add(new InventoryException(
                        map.mark(), key + " needs \"" + attribute.name() + "\": " + attribute.doc()));
            }
        }
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
        return written;
    }

    private static Inventory.Matched matched(Written written, Inventory inventory) {
        Node.Mapping map = written.map();
        Node on = map.get("on")
                .orElseThrow(() -> new InventoryException(
                        map.mark(),
                        written.what() + " says not which hosts it is for; add on: all, or a host or group"));
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
