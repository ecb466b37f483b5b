package jforge.inventory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jforge.source.Mark;
import org.jspecify.annotations.Nullable;

/**
 * A declared host.
 *
 * @param address host name or address; the name where none was written
 * @param zone its failure domain; null where none was written
 * @param groups those it belongs to, through inner groups too, in the order declared
 * @param vars by name, the winner of the five levels
 * @param settings what {@code ssh:} says, by key, the winner of its levels
 * @param awaited variables that groups by facts may set, and perhaps not in {@code vars} yet: its facts will tell
 */
public record Host(
        String name,
        String address,
        Connection connection,
        Ssh ssh,
        @Nullable String zone,
        List<String> groups,
        Map<String, Variable> vars,
        Map<String, Variable> settings,
        Set<String> awaited,
        Mark mark) {
    public Host {
        groups = List.copyOf(groups);
        awaited = Set.copyOf(awaited);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    }
}
