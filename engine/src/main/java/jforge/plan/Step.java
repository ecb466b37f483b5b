package jforge.plan;

import java.util.List;

/**
 * Differences and the command that removes them: what is shown and what is run are one value.
 *
 * @param cutsPath whether a wrong value could cut the way by which we reach the host: a plan says so
 */
public record Step(List<Difference> differences, Command command, Danger danger, boolean cutsPath) {
    public Step {
        if (differences.isEmpty()) {
            throw new IllegalArgumentException("a step without a difference");
        }
        differences = List.copyOf(differences);
    }

    public Step(List<Difference> differences, Command command, Danger danger) {
        this(differences, command, danger, false);
    }

    public Step(List<Difference> differences, Command command) {
        this(differences, command, Danger.NONE);
    }
}
