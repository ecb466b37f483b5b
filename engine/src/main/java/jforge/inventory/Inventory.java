package jforge.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.source.Node;

/**
 * An inventory, read.
 *
 * @param name owns what it makes
 * @param places what the paths in its files are relative to
 * @param hosts by name, in the order declared
 * @param groups by name, in the order declared
 * @param secrets by name
 * @param resources the entries of {@code resources:}, as written
 * @param sections the entries below keys that modules bring, as written, by key in the order declared
 * @param modules where more resource types are found
 * @param novel variables of the command line that no file declares
 * @param teller reads it anew with facts
 */
public record Inventory(
        String name,
        Places places,
        Map<String, Host> hosts,
        Map<String, Group> groups,
        Map<String, Secret> secrets,
        List<Node> resources,
        Map<String, List<Node>> sections,
        List<Module> modules,
        Set<String> novel,
        Teller teller) {
    /** The top-level keys that every inventory has. */
    public static final List<String> KEYS =
            List.of("name", "include", "modules", "hosts", "groups", "vars", "ssh", "secrets", "resources");

    /** Reads an inventory with what hosts have told: names and values, by host. */
    interface Teller {
        Inventory told(Map<String, Map<String, Object>> facts);
    }

    /**
     * The hosts that patterns leave.
     *
     * @param hosts surely, in the order declared
     * @param possible may come in or fall away, which only their facts will tell
     */
    public record Matched(List<String> hosts, List<String> possible) {
        public Matched {
            hosts = List.copyOf(hosts);
            possible = List.copyOf(possible);
        }
    }

    public Inventory {
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
        resources = List.copyOf(resources);
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
        modules = List.copyOf(modules);
        novel = Set.copyOf(novel);
    }

    /** Absolute: where the inventory stands. */
    public Path directory() {
        return places.root();
    }

    /**
     * The same with its groups by facts filled, and what follows from them.
     *
     * @param facts by host, of those that have told them; values as {@code jforge.facts} reads them
     * @throws jforge.source.InventoryErrors if groups turn out to disagree on a host
     */
    public Inventory told(Map<String, Map<String, Object>> facts) {
        return groups.values().stream().anyMatch(Group::byFacts) ? teller.told(facts) : this;
    }

    /**
     * The hosts that a pattern takes in: a host, a group, a glob over hosts' names, {@code all}, or a list of these.
     *
     * @param except what it doesn't take in; an empty list for nothing
     * @throws InventoryException if a part of a pattern matches nothing
     */
    public Matched match(Node on, List<Node> except) {
        Patterns patterns = new Patterns(hosts.keySet(), groups);
        List<String> sure = new ArrayList<>(patterns.match(on));
        List<String> possible = new ArrayList<>(patterns.possible(on));
        for (Node each : except) {
            List<String> out = patterns.match(each);
            List<String> perhaps = patterns.possible(each);
            sure.stream().filter(perhaps::contains).forEach(possible::add);
            sure.removeAll(perhaps);
            sure.removeAll(out);
            possible.removeAll(out);
        }
        possible.removeAll(sure);
        return new Matched(
                sure, hosts.keySet().stream().filter(possible::contains).toList());
    }

    /**
     * The hosts that a run works on.
     *
     * @param limit patterns, each perhaps several with commas between; all hosts where there is none
     * @param exclude the same; what they match is left out
     * @throws InventoryException if a part of a pattern matches nothing
     */
    public Matched select(List<String> limit, List<String> exclude) {
        Node on = limit.isEmpty()
                ? new Node.Scalar("all", Node.Kind.TEXT, Mark.whole("--limit"))
                : option("--limit", limit);
        return match(on, exclude.isEmpty() ? List.of() : List.of(option("--exclude", exclude)));
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
