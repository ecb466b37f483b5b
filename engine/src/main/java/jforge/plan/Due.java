package jforge.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An effect: a command run once after what it depends on has changed.
 *
 * <p>The marker is written on the host before the first trigger runs and removed after success; one older than the run
 * means that a run died in between. The effect runs if a trigger reported {@code changed} or the marker is older than the
 * run: the one condition that applying evaluates.
 *
 * @param name what it does, for eyes: "restart"
 * @param marker a file name below the ledger's {@code owed/}
 * @param triggers what makes it due, on this or another host
 * @param owed why it is owed from an earlier run; null where it isn't
 */
public record Due(
        String name,
        String marker,
        List<Ref> triggers,
        @Nullable String owed,
        Step step) {
    public Due {
        triggers = List.copyOf(triggers);
    }
}
