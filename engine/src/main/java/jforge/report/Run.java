package jforge.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jforge.plan.Change;
import jforge.plan.Event;
import jforge.plan.Plan;
import jforge.plan.Ref;
import jforge.plan.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A plan and what came of applying it.
 *
 * @param events in the order they happened
 * @param verified what comparing again found; null where it was not done
 * @param interrupted whether somebody asked it to stop
 */
public record Run(Plan plan, List<Event> events, @Nullable Plan verified, boolean interrupted, Duration took) {
    public Run {
        events = List.copyOf(events);
    }

    /** What comparing again found to do though the plan said it would be done, on hosts that it was done on. */
    List<Change> left() {
        if (verified == null) {
            return List.of();
        }
        Set<Ref> planned = plan.changes()
                .filter(c -> c.verdict() == Verdict.DEFERRED || c.verdict() == Verdict.REFUSED)
                .map(Change::ref)
                .collect(Collectors.toSet());
        Set<String> away = events.stream()
                .filter(e -> e instanceof Event.Stale || e instanceof Event.Locked || e instanceof Event.Lost)
                .map(Event::host)
                .collect(Collectors.toSet());
        return verified.changes()
                .filter(c -> c.verdict().acts()
                        && !planned.contains(c.ref())
                        && !away.contains(c.ref().host()))
                .toList();
    }

    /** Hosts that answered until all was made, and were lost while comparing again: by name, with the reason. */
    Map<String, String> uncompared() {
        Map<String, String> lost = new LinkedHashMap<>();
        if (verified != null) {
            verified.hosts().forEach(h -> {
                if (h.unreachable() != null) {
                    lost.put(h.host(), h.unreachable());
                }
            });
        }
        plan.hosts().stream().filter(h -> h.unreachable() != null).forEach(h -> lost.remove(h.host()));
        events.stream().filter(e -> e instanceof Event.Lost).forEach(e -> lost.remove(e.host()));
        return lost;
    }
}
