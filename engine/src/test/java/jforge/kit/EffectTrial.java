package jforge.kit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jforge.declare.Declarer;
import jforge.plan.Change;
import jforge.plan.Command;
import jforge.plan.Due;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Plan;
import jforge.plan.Step;
import jforge.transport.Shell;
import org.jspecify.annotations.Nullable;

/** What is due after a change happens, and isn't forgotten when the run dies before it. */
record EffectTrial<D, S>(Stage<D, S> stage, Declarer declarer) {
    /** From the starting state, so that the resource's own steps come before its effect. */
    void run() throws IOException {
        stage.reset();
        Plan plan = stage.bench().plan(declarer);
        Due due = due(plan);
        if (due == null) {
            return;
        }
        Snapshot before = stage.bench().snapshot();
        applied("", plan, before);
        Plan next = stage.bench().plan(declarer);
        if (due(next) != null) {
            stage.fault("effect", due.name() + " was done and is still owed");
        }
        stage.reset();
        Plan again = stage.bench().plan(declarer);
        Snapshot then = stage.bench().snapshot();
        try (Shell shell = stage.bench().fresh()) {
            stage.bench().apply(deadly(again), shell);
        }
        Plan rest = stage.bench().plan(declarer);
        if (due(rest) == null) {
            stage.fault("effect", due.name() + " is forgotten when the run dies before it");
            return;
        }
        applied(", owed after a kill,", rest, then);
    }

    /** The same plan, whose effects kill the run instead. */
    private static Plan deadly(Plan plan) {
        List<HostPlan> hosts = new ArrayList<>();
        for (HostPlan host : plan.hosts()) {
            List<Change> changes =
                    host.changes().stream().map(EffectTrial::deadly).toList();
            hosts.add(new HostPlan(
                    host.host(), host.target(), null, host.looks(), changes, host.merges(), host.probes()));
        }
        return new Plan(plan.inventory(), plan.id(), hosts);
    }

    private static Change deadly(Change change) {
        Due due = change.due();
        if (due == null) {
            return change;
        }
        Step step = new Step(
                due.step().differences(),
                new Command("kill -9 0", "kill -9 0"),
                due.step().danger());
        return new Change(
                change.ref(),
                change.origin(),
                change.verdict(),
                change.reason(),
                change.allow(),
                change.steps(),
                new Due(due.name(), due.marker(), due.triggers(), due.owed(), step),
                change.after(),
                change.requires());
    }

    private static @Nullable Due due(Plan plan) {
        return plan.changes()
                .map(Change::due)
                .filter(d -> d != null)
                .findFirst()
                .orElse(null);
    }

    private void applied(String when, Plan plan, Snapshot before) throws IOException {
        String outcome = "nothing was run";
        for (Event event : stage.bench().apply(plan)) {
            if (event instanceof Event.Ended ended && ended.effect() != null) {
                outcome = Stage.word(ended);
            }
        }
        Map<String, String> changes = before.changes(stage.bench().snapshot(), stage.contract());
        boolean seen = changes.keySet().stream()
                .anyMatch(fact -> stage.contract().effects.stream().anyMatch(p -> Contract.matches(p, fact)));
        if (!seen) {
            stage.fault(
                    "effect",
                    "the effect" + when + " says " + outcome + " and didn't happen: none of " + stage.contract().effects
                            + " changed");
        } else if (!outcome.equals("changed")) {
            stage.fault("effect", "the effect" + when + " says " + outcome);
        }
    }
}
