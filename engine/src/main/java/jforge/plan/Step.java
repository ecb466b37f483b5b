package jforge.plan;

import java.util.List;

/** Differences and the command that removes them: what is shown and what is run are one value. */
public record Step(List<Difference> differences, Command command, Danger danger) {
    public Step {
        if (differences.isEmpty()) {
            throw new IllegalArgumentException("a step without a difference");
        }
        differences = List.copyOf(differences);
    }

    public Step(List<Difference> differences, Command command) {
        this(differences, command, Danger.NONE);
    }
}
