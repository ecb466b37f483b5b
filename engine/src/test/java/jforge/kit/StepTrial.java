package jforge.kit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jforge.plan.Difference;
import jforge.plan.Step;
import jforge.resource.Proposal;
import jforge.resource.Seen;

/** Steps do what they show, from any state, and as often as one likes. */
record StepTrial<D, S>(Stage<D, S> stage) {
    /** Makes the steps one by one; afterwards the host is as wanted. */
    void oneByOne(List<Step> steps) throws IOException {
        Snapshot before = stage.bench().snapshot();
        for (int k = 0; k < steps.size(); k++) {
            Step step = steps.get(k);
            String name = "step " + (k + 1) + " (" + Stage.names(step.differences()) + ")";
            String outcome = apply(List.of(step));
            if (!outcome.equals("changed")) {
                stage.fault("steps", name + " shows differences and says " + outcome);
            }
            Snapshot after = stage.bench().snapshot();
            Map<String, String> changes = before.changes(after, stage.contract());
            changes.keySet().removeIf(fact -> explains(step, fact));
            if (!changes.isEmpty()) {
                stage.fault("steps", name + " changes what it doesn't name:" + Stage.shown(changes));
            }
            remaining(name, step, steps.subList(k + 1, steps.size()));
            before = after;
        }
    }

    private boolean explains(Step step, String fact) {
        for (Difference difference : step.differences()) {
            List<String> patterns = stage.contract().explained.getOrDefault(difference.attribute(), List.of());
            if (patterns.stream().anyMatch(p -> Contract.matches(p, fact))) {
                return true;
            }
        }
        return false;
    }

    /** What is left after a step is just what the later ones show. */
    private void remaining(String name, Step step, List<Step> later) throws IOException {
        List<Difference> expected = Subject.differences(later);
        List<Difference> left = new ArrayList<>(stage.subject().remaining(stage.bench()));
        boolean made = has(step.differences(), Difference.PRESENCE);
        for (Difference difference : left) {
            if (has(step.differences(), difference.attribute()) && !expected.contains(difference)) {
                stage.fault("steps", name + " leaves " + Stage.shown(List.of(difference)));
            } else if (!has(expected, difference.attribute()) || !made && !expected.contains(difference)) {
                stage.fault("steps", name + " disturbs " + Stage.shown(List.of(difference)));
            }
        }
        for (Difference difference : expected) {
            if (!made && !has(left, difference.attribute())) {
                stage.fault("steps", name + " also does what a later one shows: " + difference.attribute());
            }
        }
    }

    private static boolean has(List<Difference> differences, String attribute) {
        return differences.stream().anyMatch(d -> d.attribute().equals(attribute));
    }

    /** On a host as wanted: all tests pass and nothing is written. */
    void unknownStays(Snapshot wanted) throws IOException {
        if (stage.subject().propose(Seen.unknown()) instanceof Proposal.Do todo && isPlanned(todo)) {
            String outcome = apply(todo.steps());
            if (!outcome.equals("already")) {
                stage.fault("unknown", "on a host as wanted, steps from an unknown state say " + outcome);
            }
            Map<String, String> traces = wanted.traces(stage.bench().snapshot(), stage.contract());
            if (!traces.isEmpty()) {
                stage.fault("unknown", "steps from an unknown state disturb a host as wanted:" + Stage.shown(traces));
            }
        }
    }

    /** From the starting state: the host becomes as wanted, and as it would with the state known. */
    void unknownConverges(List<Step> known, Snapshot wanted) throws IOException {
        boolean dangerous = known.stream().anyMatch(s -> s.danger().mustBeAllowed());
        if (dangerous) {
            unknownHolds();
        } else if (stage.subject().propose(Seen.unknown()) instanceof Proposal.Do todo && isPlanned(todo)) {
            stage.reset();
            String outcome = apply(todo.steps());
            List<Difference> left = stage.subject().remaining(stage.bench());
            if (!left.isEmpty()) {
                stage.fault(
                        "unknown", "steps from an unknown state say " + outcome + " and leave " + Stage.shown(left));
            }
            Map<String, String> changes = wanted.departures(stage.bench().snapshot(), stage.contract());
            if (!changes.isEmpty()) {
                stage.fault("unknown", "steps from an unknown state lead elsewhere:" + Stage.shown(changes));
            }
        }
    }

    /** What has to be allowed by name once it is seen doesn't happen unseen. */
    private void unknownHolds() throws IOException {
        stage.reset();
        Snapshot before = stage.bench().snapshot();
        if (stage.subject().propose(Seen.unknown()) instanceof Proposal.Do todo && isPlanned(todo)) {
            apply(todo.steps());
            Map<String, String> changes = before.changes(stage.bench().snapshot(), stage.contract());
            if (!changes.isEmpty()) {
                stage.fault("unknown", "what has to be allowed by name happens unseen:" + Stage.shown(changes));
            }
        }
    }

    /** What can hurt is never planned from an unknown state. */
    private static boolean isPlanned(Proposal.Do todo) {
        return todo.steps().stream().noneMatch(s -> s.danger().mustBeAllowed());
    }

    /** After the steps: their tests pass, and the changes made once more alter nothing. */
    void repeat(List<Step> steps, Snapshot wanted) throws IOException {
        for (Step step : steps) {
            String outcome = apply(List.of(step));
            if (!outcome.equals("already")) {
                stage.fault(
                        "repeat",
                        "the test of " + Stage.names(step.differences()) + " doesn't pass after its change: it says "
                                + outcome);
            }
        }
        // it may fail, since its test would have kept it from being run
        apply(Subject.forced(steps));
        Map<String, String> changes = wanted.changes(stage.bench().snapshot(), stage.contract());
        if (!changes.isEmpty()) {
            stage.fault("repeat", "a change made once more alters:" + Stage.shown(changes));
        }
    }

    private String apply(List<Step> steps) throws IOException {
        return Stage.outcome(stage.bench().apply(stage.subject().planOf(steps)), stage.label());
    }
}
