package jforge.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;
import jforge.source.Node;

/**
 * The files of an inventory as one. Names of {@code vars}, {@code ssh}, {@code secrets} and {@code groups}, and of a group
 * its own keys and names, are put together; where two files say the same name, the file that includes the other is
 * stronger. Resources, modules and sections' entries come one after the other, what is included first. A host stands in one file.
 */
final class Merge {
    private final InventoryErrors.Collector errors = new InventoryErrors.Collector();

    private Merge() {}

    /** @throws InventoryErrors if files contradict each other */
    static Table of(Part part) {
        if (part.included().isEmpty()) {
            return part.top();
        }
        Merge merge = new Merge();
        Node.Mapping whole = merge.map(Layer.of(part), "an inventory", merge::top);
        merge.errors.check();
        return new Table("an inventory", whole);
    }

    private Node top(String key, Layer layer) {
        return switch (key) {
            case "hosts" -> map(layer, key, Merge::host);
            case "groups" -> map(layer, key, this::group);
            case "vars", "ssh", "secrets" -> map(layer, key, (name, each) -> each.strongest(name));
            case "modules" -> list(layer, Table::oneOrMore);
            case "include" -> new Node.Sequence(List.of(), layer.mark()); // done
            case "resources" -> list(layer, node -> Table.items(node, key));
            case "name" -> layer.strongest(key);
            default -> list(layer, Table::oneOrMore); // the sections of modules
        };
    }

    private static Node host(String name, Layer layer) {
        List<Node> found = layer.all();
        if (found.size() > 1) {
            throw new InventoryException(
                    found.get(1).mark(),
                    "host " + name + " stands in " + found.get(0).mark() + " already; a host stands in one file");
        }
        return found.get(0);
    }

    private Node group(String name, Layer layer) {
        return map(
                layer,
                "group " + name,
                (key, each) -> key.equals("vars") || key.equals("ssh")
                        ? map(each, key, (inner, value) -> value.strongest(inner))
                        : each.strongest(key));
    }

    private Node.Mapping map(Layer layer, String what, BiFunction<String, Layer, Node> value) {
        layer.all().forEach(node -> errors.attempt(() -> Table.mapping(node, what)));
        Map<String, Node.Scalar> keys = new LinkedHashMap<>();
        layer.keys(keys);
        List<Node.Entry> entries = new ArrayList<>();
        keys.forEach((name, key) ->
                errors.attempt(() -> entries.add(new Node.Entry(key, value.apply(name, layer.at(name))))));
        return new Node.Mapping(entries, layer.mark());
    }

    private static Node list(Layer layer, Function<Node, List<Node>> read) {
        List<Node> items = new ArrayList<>();
        layer.all().forEach(node -> items.addAll(read.apply(node)));
        return new Node.Sequence(items, layer.mark());
    }
}
