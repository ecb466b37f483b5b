package jforge.resource;

import java.util.List;
import jforge.plan.Step;

/** What a type answers to what was seen. */
public sealed interface Proposal {
    /** The steps to do; none when all is as wanted. */
    record Do(List<Step> steps) implements Proposal {
        public Do {
            steps = List.copyOf(steps);
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
