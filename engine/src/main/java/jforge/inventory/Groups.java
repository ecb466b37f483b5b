package jforge.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;
import jforge.source.Nearest;
import jforge.source.Node;

/** Reads {@code groups:}: who is in each, by patterns and through inner groups. */
final class Groups {
    private static final List<String> KEYS = List.of("hosts", "groups", "facts", "vars", "priority", "ssh");

    private final Collection<String> hosts;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();

    private Groups(Collection<String> hosts) {
        this.hosts = hosts;
    }

    /** @param tables receives each group's own keys */
    static Map<String, Group> read(
            Node.Mapping written,
            Collection<String> hosts,
            Map<String, Table> tables,
            InventoryErrors.Collector errors) {
        Groups reading = new Groups(hosts);
        for (Node.Entry entry : written.entries()) {
            errors.attempt(() -> reading.add(entry));
        }
        for (Node.Entry entry : written.entries()) {
            if (!reading.tables.containsKey(entry.key().text())) {
                continue; // its own fault is told already
            }
            errors.attempt(() -> reading.group(entry.key(), new LinkedHashSet<>()));
        }
        tables.putAll(reading.tables);
        Map<String, Group> ordered = new LinkedHashMap<>();
        reading.tables.keySet().forEach(name -> {
            Group group = reading.groups.get(name);
            if (group != null) {
                ordered.put(name, group);
            }
        });
        return ordered;
    }

    private void add(Node.Entry entry) {
        Names.check(entry.key(), "group");
        String name = entry.key().text();
        if (hosts.contains(name)) {
            throw new InventoryException(
                    entry.key().mark(), "\"" + name + "\" is a host already; give the group another name");
        }
        Table table = Table.of(entry.value(), "group " + name, KEYS);
        table.get("facts").ifPresent(node -> {
            throw new InventoryException(
                    node.mark(), "groups by facts are not supported yet; list the group's hosts under \"hosts\"");
        });
        if (table.get("hosts").isEmpty() && table.get("groups").isEmpty()) {
            throw new InventoryException(
                    entry.key().mark(), "group " + name + " says not who is in it: add hosts: or groups:");
        }
        tables.put(name, table);
    }

    private Group group(Node.Scalar at, Set<String> outer) {
        String name = at.text();
        Group known = groups.get(name);
        if (known != null) {
            return known;
        }
        Table table = tables.get(name);
        if (table == null) {
            throw new InventoryException(
                    at.mark(), "there is no group \"" + name + "\"" + Nearest.hint(name, tables.keySet()));
        }
        if (!outer.add(name)) {
            throw new InventoryException(
                    at.mark(), "group " + name + " is inside itself: " + String.join(" > ", outer) + " > " + name);
        }
        Set<String> members = new LinkedHashSet<>();
        Set<String> inner = new LinkedHashSet<>();
        table.get("hosts").ifPresent(node -> members.addAll(new Patterns(hosts, Map.of()).match(node)));
        for (Node.Scalar innerName : innerNames(table)) {
            Group group = group(innerName, outer);
            members.addAll(group.hosts());
            inner.add(group.name());
            inner.addAll(group.inner());
        }
        outer.remove(name);
        long priority = table.get("priority")
                .map(node -> Table.number(node, "priority", -1_000_000, 1_000_000))
                .orElse(0L);
        List<String> ordered = hosts.stream().filter(members::contains).toList();
        Group made = new Group(
                name, ordered, List.copyOf(inner), priority, table.map().mark());
        groups.put(name, made);
        return made;
    }

    private static List<Node.Scalar> innerNames(Table table) {
        List<Node.Scalar> names = new ArrayList<>();
        table.get("groups").ifPresent(node -> {
            List<Node> items = node instanceof Node.Sequence list ? list.items() : List.of(node);
            for (Node item : items) {
                names.add(new Node.Scalar(Table.text(item, "groups"), Node.Kind.TEXT, item.mark()));
            }
        });
        return names;
    }
}
