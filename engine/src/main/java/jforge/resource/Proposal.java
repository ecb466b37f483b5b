package jforge.resource;

import java.util.List;
import jforge.plan.Note;
import jforge.plan.Step;
import org.jspecify.annotations.Nullable;

/** What a type answers to what was seen. */
public sealed interface Proposal {
    /**
     * The steps to do; none when all is as wanted.
     *
     * @param vain why they would fail, unless something that changes the host before them helps; null where they would not
     * @param notes what is worth knowing, even where there is nothing to do
     */
    record Do(List<Step> steps, @Nullable String vain, List<Note> notes) implements Proposal {
        public Do {
            steps = List.copyOf(steps);
            notes = List.copyOf(notes);
        }

        public Do(List<Step> steps, @Nullable String vain) {
            this(steps, vain, List.of());
        }

        public Do(List<Step> steps) {
            this(steps, null);
        }
    }

    /**
     * A guard stopped it.
     *
     * @param reason a sentence, lower case, with what to do
     */
    record Refuse(String reason) implements Proposal {}

    /**
     * Can't be decided before another change is made.
     *
     * @param reason a sentence that names the change to wait for
     */
    record Defer(String reason) implements Proposal {}

    static Proposal nothing() {
        return new Do(List.of());
    }
}
