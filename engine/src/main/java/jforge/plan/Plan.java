package jforge.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that applying needs, and all of what it will do.
 *
 * @param inventory the inventory's name
 * @param id six hex digits, drawn from the content: equal plans have equal ids
 */
public record Plan(String inventory, String id, List<HostPlan> hosts) {
    public Plan {
        hosts = List.copyOf(hosts);
    }

    public Stream<Change> changes() {
        return hosts.stream().flatMap(h -> h.changes().stream());
    }

    public boolean acts() {
        return hosts.stream().anyMatch(HostPlan::acts);
    }
}
