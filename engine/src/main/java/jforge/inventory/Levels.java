package jforge.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.source.Node;

/**
 * Which of several levels wins a name. Among a host's groups the higher priority wins, then an inner group over an outer;
 * groups that are still equal must agree.
 *
 * @param base the levels below the groups, weakest first
 * @param byGroup what each group sets
 */
record Levels(List<Setting> base, Map<String, Map<String, Node>> byGroup, Map<String, Group> groups) {
    /** What one level sets. */
    record Setting(Level level, Map<String, Node> values) {}

    Map<String, Variable> of(String host, List<String> memberOf, Map<String, Node> own, Map<String, Node> commandLine) {
        Map<String, Variable> winners = new LinkedHashMap<>();
        base.forEach(s -> put(winners, s.values(), s.level(), ""));
        Set<String> names = new LinkedHashSet<>();
        memberOf.forEach(g -> names.addAll(byGroup.getOrDefault(g, Map.of()).keySet()));
        for (String name : names) {
            // a host's own value settles what its groups disagree on
            boolean settled = own.containsKey(name) || commandLine.containsKey(name);
            String winner = settled ? "" : winner(host, name, memberOf);
            for (String group : memberOf) {
                Node value = byGroup.getOrDefault(group, Map.of()).get(name);
                if (value != null && !group.equals(winner)) {
                    put(winners, Map.of(name, value), Level.GROUP, group);
                }
            }
            if (!settled) {
                put(winners, Map.of(name, value(winner, name)), Level.GROUP, winner);
            }
        }
        put(winners, own, Level.HOST, host);
        put(winners, commandLine, Level.COMMAND_LINE, "");
        return winners;
    }

    private static void put(Map<String, Variable> winners, Map<String, Node> values, Level level, String from) {
        values.forEach((name, value) -> {
            Variable variable = new Variable(value, level, from);
            Variable weaker = winners.get(name);
            winners.put(name, weaker == null ? variable : variable.above(weaker));
        });
    }

    private String winner(String host, String name, List<String> memberOf) {
        List<Group> setting = new ArrayList<>();
        for (String group : memberOf) {
            if (byGroup.getOrDefault(group, Map.of()).containsKey(name)) {
                setting.add(groups.get(group));
            }
        }
        long top = setting.stream().mapToLong(Group::priority).max().orElse(0);
        setting.removeIf(g -> g.priority() < top);
        List<Group> all = List.copyOf(setting);
        setting.removeIf(g -> all.stream().anyMatch(other -> g.inner().contains(other.name())));
        String first = setting.get(0).name();
        for (Group other : setting) {
            if (!SameValue.test(value(first, name), value(other.name(), name))) {
                throw disagreement(host, name, first, other.name());
            }
        }
        return first;
    }

    private InventoryException disagreement(String host, String name, String first, String second) {
        Node there = value(first, name);
        return new InventoryException(
                value(second, name).mark(),
                "groups " + first + " and " + second + " set \"" + name + "\" to different values for host " + host
                        + ", the other in " + place(value(second, name).mark(), there.mark())
                        + "; give one a higher priority:, or set it at the host");
    }

    private static String place(Mark here, Mark there) {
        return there.file().equals(here.file()) ? "line " + there.line() : there.toString();
    }

    private Node value(String group, String name) {
        return java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(byGroup.get(group)).get(name));
    }
}
