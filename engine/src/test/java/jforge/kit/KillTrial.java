package jforge.kit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import jforge.declare.Declarer;
import jforge.plan.Change;
import jforge.plan.Plan;
import jforge.plan.Step;
import jforge.transport.Shell;

/** The whole way: plan and apply, undisturbed and killed at every point, end at the same. */
record KillTrial<D, S>(Stage<D, S> stage, Declarer declarer) {
    /** How many points are tried; more are spread evenly. */
    private static final int POINTS = Integer.getInteger("jforge.kills", 8);

    /** @param wanted what the host is like after the steps one by one */
    void run(Snapshot wanted, boolean kills) throws IOException {
        stage.reset();
        Plan plan = stage.bench().plan(declarer);
        stage.bench().run(Killer.prepare(texts(plan)));
        try (Shell shell = stage.bench().fresh()) {
            Killer.arm(shell, 0, Killer.How.KILL);
            String outcome = Stage.outcome(stage.bench().apply(plan, shell), stage.label());
            if (!outcome.equals("changed")) {
                stage.fault("plan", "applying the plan says " + outcome);
            }
        }
        int commands = Killer.count(stage.bench());
        if (commands == 0 && stage.bench().host().startsCommands()) {
            stage.fault("kill", "the plan ran no command that could be waited for");
        }
        converged("plan", "after applying", wanted);
        for (int at : kills ? points(commands) : List.<Integer>of()) {
            killed(at, wanted);
        }
        if (kills) {
            new FailTrial<>(stage).run(points(commands));
        }
    }

    private List<Integer> points(int commands) {
        int tried = Math.min(POINTS, stage.contract().points);
        TreeSet<Integer> points = new TreeSet<>();
        for (int i = 0; i < tried && commands > 0; i++) {
            points.add(commands <= tried ? Math.min(commands, i + 1) : 1 + i * (commands - 1) / Math.max(1, tried - 1));
        }
        return List.copyOf(points);
    }

    private void killed(int at, Snapshot wanted) throws IOException {
        stage.reset();
        Plan plan = stage.bench().plan(declarer);
        try (Shell shell = stage.bench().fresh()) {
            Killer.arm(shell, at, Killer.How.KILL);
            stage.bench().apply(plan, shell);
        }
        Plan rest = stage.bench().plan(declarer);
        stage.bench().apply(rest);
        String when = "killed before command " + at + " and run again";
        converged("kill", when, wanted);
    }

    private void converged(String promise, String when, Snapshot wanted) throws IOException {
        Plan next = stage.bench().plan(declarer);
        List<String> left = new ArrayList<>();
        next.changes()
                .filter(c -> c.verdict().acts() || c.reason() != null)
                .forEach(c -> left.add(c.ref().label() + " " + c.verdict() + " "
                        + Stage.shown(Subject.differences(c.steps())) + (c.reason() == null ? "" : c.reason())));
        if (!left.isEmpty()) {
            stage.fault(promise, when + ", the next plan isn't empty: " + left);
        }
        Map<String, String> changes = wanted.departures(stage.bench().snapshot(), stage.contract());
        if (!changes.isEmpty()) {
            stage.fault(promise, when + ", the host isn't as after the steps one by one:" + Stage.shown(changes));
        }
    }

    static List<String> texts(Plan plan) {
        List<String> texts = new ArrayList<>();
        for (Change change : plan.changes().toList()) {
            List<Step> steps = new ArrayList<>(change.steps());
            if (change.due() != null) {
                steps.add(change.due().step());
            }
            steps.forEach(s -> {
                texts.add(s.command().test());
                texts.add(s.command().change());
                texts.add(s.command().functions());
            });
        }
        plan.hosts()
                .forEach(h -> h.merges().forEach(m -> {
                    texts.add(m.command().test());
                    texts.add(m.command().change());
                    texts.add(m.command().functions());
                }));
        return texts;
    }
}
