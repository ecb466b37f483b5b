package jforge.plan;

import java.util.ArrayList;
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
 * @param notes what is worth knowing of it
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
        List<Ref> requires,
        List<Note> notes) {
    public Change {
        steps = List.copyOf(steps);
        after = List.copyOf(after);
        requires = List.copyOf(requires);
        notes = List.copyOf(notes);
    }

    /** Without notes. */
    public Change(
            Ref ref,
            Origin origin,
            Verdict verdict,
            @Nullable String reason,
            @Nullable String allow,
            List<Step> steps,
            @Nullable Due due,
            List<Ref> after,
            List<Ref> requires) {
        this(ref, origin, verdict, reason, allow, steps, due, after, requires, List.of());
    }

    /** The same with further notes. */
    public Change noting(List<Note> more) {
        List<Note> all = new ArrayList<>(notes);
        all.addAll(more);
        return new Change(ref, origin, verdict, reason, allow, steps, due, after, requires, all);
    }

    /** Whether a plan shows it. */
    public boolean shown() {
        return verdict != Verdict.NO_CHANGE || notes.stream().anyMatch(n -> n.level() == Note.Level.WARNING);
    }

    /** Whether one of its steps can cut the path to its host. */
    public boolean cutsPath() {
        return steps.stream().anyMatch(Step::cutsPath);
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
