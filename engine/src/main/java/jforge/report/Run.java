package jforge.report;

import java.time.Duration;
import java.util.List;
import jforge.plan.Event;
import jforge.plan.Plan;
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
}
