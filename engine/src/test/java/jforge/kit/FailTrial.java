package jforge.kit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jforge.plan.Change;
import jforge.plan.Command;
import jforge.plan.Difference;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Origin;
import jforge.plan.Plan;
import jforge.plan.Ref;
import jforge.plan.Step;
import jforge.plan.Value;
import jforge.plan.Verdict;
import jforge.resource.Proposal;
import jforge.transport.Shell;

/** When a command of a step fails, the step says so and what requires it is not begun; or it did its work by other means. */
record FailTrial<D, S>(Stage<D, S> stage) {
    private static final Ref DEPENDENT = new Ref(Bench.NAME, "dependent of it");

    /** @param points which commands fail, one at a time */
    void run(List<Integer> points) throws IOException {
        try (Shell shell = stage.bench().fresh()) {
            for (int at : points) {
                stage.reset();
                if (stage.subject().propose(stage.bench()) instanceof Proposal.Do todo) {
                    Killer.arm(shell, at, Killer.How.FAIL);
                    fails(at, stage.bench().apply(withDependent(todo.steps()), shell));
                }
            }
        }
    }

    private void fails(int at, List<Event> events) throws IOException {
        String outcome = Stage.outcome(events, stage.label());
        String dependent = Stage.outcome(events, DEPENDENT.label());
        if (outcome.startsWith("failed")) {
            if (!dependent.startsWith("skipped")) {
                stage.fault("fail", "it failed, and what requires it was run all the same: " + dependent);
            }
            return;
        }
        List<Difference> left = stage.subject().remaining(stage.bench());
        if (!left.isEmpty()) {
            stage.fault(
                    "fail",
                    "when command " + at + " fails it says " + outcome + ", leaves " + Stage.shown(left)
                            + ", and what requires it says " + dependent);
        }
    }

    private Plan withDependent(List<Step> steps) {
        Plan plan = stage.subject().planOf(steps);
        HostPlan host = plan.hosts().get(0);
        List<Change> changes = new ArrayList<>(host.changes());
        Ref ref = stage.subject().resource().ref();
        Step step =
                new Step(List.of(new Difference("turn", Value.absent(), Value.of("taken"))), new Command("false", ":"));
        changes.add(new Change(
                DEPENDENT,
                new Origin("site.yaml", 1, 1),
                Verdict.UPDATE,
                null,
                null,
                List.of(step),
                null,
                List.of(ref),
                List.of(ref)));
        return new Plan(
                plan.inventory(),
                plan.id(),
                List.of(new HostPlan(host.host(), host.target(), null, List.of(), changes, List.of(), List.of())));
    }
}
