package jforge.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jforge.source.Mark;
import jforge.source.Node;

/**
 * An inventory, read.
 *
 * @param name owns what it makes
 * @param directory absolute: paths in the inventory are relative to it
 * @param hosts by name, in the order declared
 * @param groups by name, in the order declared
 * @param secrets by name
 * @param resources the entries of {@code resources:}, as written
 */
public record Inventory(
        String name,
        Path directory,
        Map<String, Host> hosts,
        Map<String, Group> groups,
        Map<String, Secret> secrets,
        List<Node> resources) {
    public Inventory {
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
        resources = List.copyOf(resources);
    }

    /**
     * The hosts that a pattern takes in: a host, a group, a glob over hosts' names, {@code all}, or a list of these.
     *
     * @return names in the order declared
     * @throws jforge.source.InventoryException if a part of the pattern matches nothing
     */
    public List<String> match(Node pattern) {
        return new Patterns(hosts.keySet(), groups).match(pattern);
    }

    /**
     * The hosts that a run works on.
     *
     * @param limit patterns, each perhaps several with commas between; all hosts where there is none
     * @param exclude the same; what they match is left out
     * @throws jforge.source.InventoryException if a part of a pattern matches nothing
     */
    public List<Host> select(List<String> limit, List<String> exclude) {
        List<String> names = new ArrayList<>(limit.isEmpty() ? hosts.keySet() : match(option("--limit", limit)));
        if (!exclude.isEmpty()) {
            names.removeAll(match(option("--exclude", exclude)));
        }
        return hosts.values().stream().filter(h -> names.contains(h.name())).toList();
    }

    private static Node option(String name, List<String> patterns) {
        Mark mark = Mark.whole(name);
        List<Node> parts = new ArrayList<>();
        for (String pattern : patterns) {
            for (String part : pattern.split(",")) {
                parts.add(new Node.Scalar(part.strip(), Node.Kind.TEXT, mark));
            }
        }
        return new Node.Sequence(parts, mark);
    }
}
