package jforge.inventory;

import java.util.ArrayList;
import java.util.List;
import jforge.source.Node;

/**
 * A variable's value on one host, not yet interpolated.
 *
 * @param value its mark is where it was written
 * @param from the group's name for {@link Level#GROUP}, the host's for {@link Level#HOST}, else empty
 * @param over what else sets it and is weaker, the strongest first
 */
public record Variable(Node value, Level level, String from, List<Variable> over) {
    public Variable {
        over = List.copyOf(over);
    }

    Variable(Node value, Level level, String from) {
        this(value, level, from, List.of());
    }

    /** This, stronger than another and than all that is weaker than that. */
    Variable above(Variable other) {
        List<Variable> weaker = new ArrayList<>(List.of(new Variable(other.value, other.level, other.from)));
        weaker.addAll(other.over);
        return new Variable(value, level, from, weaker);
    }
}
