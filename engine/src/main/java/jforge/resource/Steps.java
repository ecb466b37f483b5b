package jforge.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import jforge.plan.Command;
import jforge.plan.Danger;
import jforge.plan.Difference;
import jforge.plan.Note;
import jforge.plan.Step;
import jforge.plan.Value;
import org.jspecify.annotations.Nullable;

/**
 * Builds steps by comparing: {@code seen.steps().compare("mode", S::mode, want.mode()).run(command).list()}.
 *
 * <p>Each {@code run} closes one step over the comparisons since the one before: it is kept when any of them differs.
 * Against an unknown state everything differs.
 *
 * @param <S> the type's record of what it sees
 */
public final class Steps<S> {
    private final @Nullable S state;
    private final List<Difference> open = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private boolean compared;
    private @Nullable Proposal stopped;
    private @Nullable String vain;
    private final List<Note> notes = new ArrayList<>();
    private boolean cutsPath;

    Steps(@Nullable S state) {
        this.state = state;
    }

    /** Compares an attribute of what was seen with what it should be. */
    public Steps<S> compare(String attribute, Function<S, Value> seen, Value wanted) {
        compared = true;
        Value before = state == null ? Value.unknown() : seen.apply(state);
        if (!before.equals(wanted)) {
            open.add(new Difference(attribute, before, wanted));
        }
        return this;
    }

    /** Compares whether the thing is there at all; shown as create or delete. */
    public Steps<S> presence(Predicate<S> seen, boolean wanted) {
        return compare(Difference.PRESENCE, s -> present(seen.test(s)), present(wanted));
    }

    /** A guard: with a state that it holds for, nothing is done and the plan gives the reason. */
    public Steps<S> refuseIf(Predicate<S> guard, String reason) {
        if (state != null && stopped == null && guard.test(state)) {
            stopped = new Proposal.Refuse(reason);
        }
        return this;
    }

    /** A guard that refuses the steps where nothing before them changes the host: what is missing may be made by then. */
    public Steps<S> vainIf(Predicate<S> guard, String reason) {
        if (state != null && vain == null && guard.test(state)) {
            vain = reason;
        }
        return this;
    }

    /** What is worth knowing whatever was seen. */
    public Steps<S> note(Note note) {
        notes.add(note);
        return this;
    }

    /** What is worth knowing of a state; nothing of an unknown one. */
    public Steps<S> noteIf(Predicate<S> holds, Note note) {
        return state != null && holds.test(state) ? note(note) : this;
    }

    /** Whether the steps that are closed from here on can cut the path to the host. */
    public Steps<S> cutsPath(boolean cuts) {
        cutsPath = cuts;
        return this;
    }

    /** Closes a step: the command that removes every difference found since the last one. */
    public Steps<S> run(Command command) {
        return run(command, Danger.NONE);
    }

    /** Closes a step that can hurt. */
    public Steps<S> run(Command command, Danger danger) {
        if (!compared) {
            throw new IllegalStateException("a command that no comparison asks for");
        }
        if (!open.isEmpty()) {
            steps.add(new Step(open, command, danger, cutsPath));
        }
        open.clear();
        compared = false;
        return this;
    }

    /**
     * All of it.
     *
     * @throws IllegalStateException if a comparison has no command to remove its difference
     */
    public Proposal list() {
        if (compared) {
            throw new IllegalStateException("a comparison without a command");
        }
        return stopped != null ? stopped : new Proposal.Do(steps, vain, notes);
    }

    private static Value present(boolean there) {
        return there ? Value.of("present") : Value.absent();
    }
}
