package jforge.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the plan has for one resource.
 *
 * @param reason of {@code UNKNOWN}, {@code DEFERRED} and {@code REFUSED}: a sentence; null elsewhere
 * @param allow for {@code REFUSED}: the object that {@code --allow} names; null where nothing allows it
 * @param steps in the order they run; empty unless the verdict {@linkplain Verdict#acts acts}
 * @param due the effect that comes after the steps and the triggers; null where none is
 * @param after what must have ended before this begins, whatever came of it
 * @param requires what must not have failed or been skipped; each is also waited for
 */
public record Change(
        Ref ref,
        Origin origin,
        Verdict verdict,
        @Nullable String reason,
        @Nullable String allow,
        List<Step> steps,
        @Nullable Due due,
        List<Ref> after,
        List<Ref> requires) {
    public Change {
        steps = List.copyOf(steps);
        after = List.copyOf(after);
        requires = List.copyOf(requires);
    }

    /** The gravest danger of its steps and its effect. */
    public Danger danger() {
        Danger gravest = due == null ? Danger.NONE : due.step().danger();
        for (Step step : steps) {
            gravest = step.danger().compareTo(gravest) > 0 ? step.danger() : gravest;
        }
        return gravest;
    }
}
