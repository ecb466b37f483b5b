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
import jforge.source.Mark;
import jforge.source.Nearest;
import jforge.source.Node;

/** Reads {@code groups:}: who is in each, by patterns and through inner groups. */
final class Groups {
    private static final List<String> KEYS = List.of("hosts", "groups", "facts", "vars", "priority", "ssh");

    private final Collection<String> hosts;
    private final Map<String, Map<String, Object>> facts;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();

    private Groups(Collection<String> hosts, Map<String, Map<String, Object>> facts) {
        this.hosts = hosts;
        this.facts = facts;
    }

    /**
     * @param facts by host, of those that have told them
     * @param tables receives each group's own keys
     */
    static Map<String, Group> read(
            Node.Mapping written,
            Collection<String> hosts,
            Map<String, Map<String, Object>> facts,
            Map<String, Table> tables,
            InventoryErrors.Collector errors) {
        Groups reading = new Groups(hosts, facts);
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
        if (List.of("hosts", "groups", "facts").stream()
                .allMatch(k -> table.get(k).isEmpty())) {
            throw new InventoryException(
                    entry.key().mark(), "group " + name + " says not who is in it: add hosts:, groups: or facts:");
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
        Members members = new Members();
        table.get("hosts").ifPresent(node -> members.listed(node, hosts));
        for (Node.Scalar innerName : innerNames(table)) {
            members.include(group(innerName, outer));
        }
        table.get("facts").ifPresent(node -> members.filter(FactMatch.read(node), table));
        outer.remove(name);
        long priority = table.get("priority")
                .map(node -> Table.number(node, "priority", -1_000_000, 1_000_000))
                .orElse(0L);
        Group made = members.group(name, priority, table.map().mark());
        table.get("ssh").filter(node -> made.byFacts()).ifPresent(node -> {
            throw new InventoryException(
                    node.mark(),
                    "who is in group " + name + " is known from facts, and those are asked over ssh;"
                            + " give ssh: to hosts, or to a group without facts");
        });
        groups.put(name, made);
        return made;
    }

    /** A group's members while they are gathered. */
    private final class Members {
        private final Set<String> members = new LinkedHashSet<>();
        private final Set<String> possible = new LinkedHashSet<>();
        private final Set<String> inner = new LinkedHashSet<>();
        private boolean byFacts;

        void listed(Node node, Collection<String> all) {
            // a list of nobody says so: an inventory may have none of the hosts that others have
            if (!(node instanceof Node.Sequence list && list.items().isEmpty())) {
                members.addAll(new Patterns(all, Map.of()).match(node));
            }
        }

        void include(Group group) {
            members.addAll(group.hosts());
            possible.addAll(group.possible());
            byFacts |= group.byFacts();
            inner.add(group.name());
            inner.addAll(group.inner());
        }

        /** Leaves those that are as asked; of all hosts where none were listed. */
        void filter(FactMatch match, Table table) {
            if (table.get("hosts").isEmpty() && table.get("groups").isEmpty()) {
                members.addAll(hosts);
            }
            byFacts = true;
            members.stream().filter(host -> !facts.containsKey(host)).forEach(possible::add);
            members.removeIf(host -> !match.test(facts.getOrDefault(host, Map.of())));
        }

        Group group(String name, long priority, Mark mark) {
            possible.removeAll(members);
            return new Group(name, inOrder(members), inOrder(possible), byFacts, List.copyOf(inner), priority, mark);
        }

        private List<String> inOrder(Set<String> names) {
            return hosts.stream().filter(names::contains).toList();
        }
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
