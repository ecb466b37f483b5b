package jforge.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jforge.exec.Execution;
import jforge.exec.Ran;
import jforge.explain.Explanation;
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
import jforge.report.ExitCode;
import jforge.resource.Report;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.survey.Surveyed;
import jforge.transport.Target;
import org.jspecify.annotations.Nullable;

/** An engine of one host with one file to change; inventories of certain names go wrong. */
class FakeRuns implements Runs {
    final List<Request> requests = new ArrayList<>();
    boolean closed;

    @Override
    public Checked check(Request request) {
        requests.add(request);
        switch (request.inventory().toString()) {
            case "bad.yaml" -> throw new InventoryException(new Mark("bad.yaml", 3, 7), "no \"on\"");
            case "broken.yaml" -> throw new IllegalStateException("a\nb");
            case "missing.yaml" -> throw new Trouble(ExitCode.USAGE, "missing.yaml: no such file");
            default -> {
                return new Checked("shop", 2, 3);
            }
        }
    }

    @Override
    public Planned plan(Request request) {
        requests.add(request);
        return new FakePlanned(request.inventory().toString().equals("lost.yaml"));
    }

    @Override
    public Facts facts(Request request) {
        requests.add(request);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("cpus", 4L);
        facts.put("addresses", List.of("10.0.0.1"));
        return new Facts(Map.of("web1", facts), Map.of("web2", "connection refused"));
    }

    @Override
    public void sandboxUp(Request request, Consumer<String> say) {
        say.accept("up " + request.inventory());
    }

    @Override
    public List<Ran> exec(Request request, Execution execution) {
        byte[] output = execution.text().getBytes(StandardCharsets.UTF_8);
        return List.of(new Ran("web1", 4, output, 0, null), new Ran("web2", 0, new byte[0], 0, "no route"));
    }

    @Override
    public List<Surveyed> survey(Request request, Report report) {
        requests.add(request);
        Report.Told told = new Report.Told(
                List.of(new Report.Health("thing a", "down", false, "it fell")),
                List.of(List.of(Report.Cell.of("a"), Report.Cell.of(5))));
        return List.of(
                new Surveyed("web1", told, null, null), new Surveyed("web2", Report.Told.NOTHING, "no route", null));
    }

    @Override
    public Explanation explain(Request request, String host, String name) {
        return new Explanation(host, name, "80", List.of(), List.of(), List.of(), List.of(), "");
    }

    @Override
    public void sandboxDown(@Nullable Path inventory, Consumer<String> say) {
        say.accept("down " + inventory);
    }

    @Override
    public List<String> sandboxes() {
        return List.of("demo  running");
    }

    static Plan plan(Verdict verdict) {
        Step step = new Step(
                List.of(new Difference("mode", Value.of("0600"), Value.of("0644"))),
                new Command("[ -e /a ]", "chmod 0644 /a"));
        Ref ref = new Ref("web1", "file /a");
        Origin origin = new Origin("site.yaml", 4, 5);
        List<Step> steps = verdict.acts() ? List.of(step) : List.of();
        Change change = new Change(ref, origin, verdict, null, null, steps, null, List.of(), List.of());
        Target target = new Target(
                "web1", Target.Kind.SSH, "10.0.0.1", 22, "root", Target.Become.NO, List.of(), List.of(), null);
        HostPlan host = new HostPlan("web1", target, null, List.of(), List.of(change), List.of(), List.of());
        return new Plan("shop", "7f3a2c", List.of(host));
    }

    private final class FakePlanned implements Planned {
        private final boolean breaks;

        FakePlanned(boolean breaks) {
            this.breaks = breaks;
        }

        @Override
        public Plan plan() {
            return FakeRuns.plan(Verdict.UPDATE);
        }

        @Override
        public Duration looked() {
            return Duration.ofMillis(600);
        }

        @Override
        public Applied apply(Consumer<Event> events) {
            if (breaks) {
                throw new IllegalStateException("pool closed");
            }
            Ref ref = new Ref("web1", "file /a");
            events.accept(new Event.Begun(ref));
            events.accept(new Event.Ended(ref, null, Event.Outcome.CHANGED, "", null));
            events.accept(new Event.Done("web1"));
            return new Applied(FakeRuns.plan(Verdict.NO_CHANGE));
        }

        @Override
        public void stop() {}

        @Override
        public void close() {
            closed = true;
        }
    }
}
