package jforge.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jforge.plan.Command;
import jforge.plan.Event;
import jforge.plan.Plan;
import jforge.transport.Fleet;
import jforge.transport.FrameSink;
import jforge.transport.Shell;
import jforge.transport.Target;
import jforge.transport.TestShells;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whole plans applied by real shells on this machine, each "host" a folder. */
class ApplyTest {
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final Command FAILS = new Command("false", "echo oops >&2; false; echo never");

    /**
     * @param before shell that prepares a host's folders $STATE and $OUT
     * @param ends how each change ended; "host: word" for what befell a host
     * @param left what is below the hosts' $STATE afterwards
     */
    private record Case(String name, Plans plans, String before, String ends, String log, String left) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "in order",
                    new Plans().change("h1:a", "").change("h1:b", "h1:a"),
                    "",
                    "h1:a changed, h1:b changed, h1 done",
                    "h1:a h1:b",
                    ""),
            new Case(
                    "what is done already",
                    new Plans().change("h1:a", "").change("h1:b", "h1:a"),
                    ": >$OUT/h1-a",
                    "h1:a already, h1:b changed, h1 done",
                    "h1:b",
                    ""),
            new Case(
                    "a failure stops what requires it and nothing else",
                    new Plans()
                            .change("h1:a", "", FAILS)
                            .change("h1:b", "h1:a")
                            .change("h1:c", "h1:b")
                            .change("h1:d", ""),
                    "",
                    "h1:a failed (oops), h1:b skipped thing a, h1:c skipped thing b, h1:d changed, h1 done",
                    "h1:d",
                    ""),
            new Case(
                    "a step that fails stops the steps after it",
                    new Plans().change("h1:a", "", FAILS, Plans.writes("h1:a")),
                    "",
                    "h1:a failed (oops), h1 done",
                    "",
                    ""),
            new Case(
                    "a failure on one host stops what requires it on the next ones",
                    new Plans()
                            .change("h1:a", "", FAILS)
                            .change("h2:a", "h1:a")
                            .change("h2:b", "")
                            .change("h3:a", "h2:a"),
                    "",
                    "h1:a failed (oops), h1 done, h2:b changed, h2:a skipped h1: thing a, h2 done,"
                            + " h3:a skipped h2: thing a, h3 done",
                    "h2:b",
                    ""),
            new Case(
                    "a payload comes as it is",
                    new Plans()
                            .change(
                                    "h1:a",
                                    "",
                                    Plans.taking("false", "payload content >>\"$OUT/log\"", "it's \\n $x\n")),
                    "",
                    "h1:a changed, h1 done",
                    "it's \\n $x",
                    ""),
            new Case(
                    "an effect runs once, after its triggers",
                    new Plans().change("h1:a", "").change("h1:b", "").effect("h1:s", "h1:a h1:b", null),
                    "",
                    "h1:a changed, h1:b changed, h1:s/restart changed, h1 done",
                    "h1:a h1:b h1:s effect",
                    ""),
            new Case(
                    "not when nothing changed",
                    new Plans().change("h1:a", "").effect("h1:s", "h1:a", null),
                    ": >$OUT/h1-a",
                    "h1:a already, h1:s/restart already, h1 done",
                    "",
                    ""),
            new Case(
                    "an owed effect runs though nothing changed",
                    new Plans().effect("h1:s", "", "why"),
                    "mkdir -p $STATE/owed; echo OTHER why >$STATE/owed/m-h1-s",
                    "h1:s/restart changed, h1 done",
                    "h1:s effect",
                    ""),
            new Case(
                    "an effect's effect",
                    new Plans()
                            .change("h1:a", "")
                            .effect("h1:s", "h1:a", null)
                            .effect("h1:t", "h1:s", null)
                            .effect("h2:u", "h1:s", null),
                    "",
                    "h1:a changed, h1:s/restart changed, h1:t/restart changed, h1 done, h2:u/restart changed, h2 done",
                    "h1:a h1:s effect h1:t effect h2:u effect",
                    ""),
            new Case(
                    "what requires a failed effect is skipped",
                    new Plans()
                            .change("h1:a", "")
                            .effect("h1:s", "h1:a", null, FAILS)
                            .change("h1:b", "h1:s"),
                    "",
                    "h1:a changed, h1:s failed (oops), h1:s/restart skipped thing s, h1:b skipped thing s, h1 done",
                    "h1:a",
                    "h1/owed/m-h1-s"),
            new Case(
                    "a trigger that failed half done leaves its effect owed",
                    new Plans().change("h1:a", "", Plans.writes("h1:a"), FAILS).effect("h1:s", "h1:a", null),
                    "",
                    "h1:a failed (oops), h1:s/restart already, h1 done",
                    "h1:a",
                    "h1/owed/m-h1-s"),
            new Case(
                    "one that failed at once does not",
                    new Plans().change("h1:a", "", FAILS).effect("h1:s", "h1:a", null),
                    "",
                    "h1:a failed (oops), h1:s/restart already, h1 done",
                    "",
                    ""),
            new Case(
                    "without a marker there the trigger is not begun",
                    new Plans().change("h1:a", "").effect("h2:s", "h1:a", null).look("h2", "echo other", EMPTY),
                    "",
                    "h2 stale look, h1:a skipped h2: thing s, h1 done",
                    "",
                    ""),
            new Case(
                    "a merge does the work of its members",
                    new Plans()
                            .change("h1:p", "", new Command("[ -e \"$OUT/all\" ]", "false"))
                            .change("h1:q", "", new Command("[ -e \"$OUT/all\" ]", "false"))
                            .merge("h1", new Command("false", ": >\"$OUT/all\"; echo all >>\"$OUT/log\""), "p", "q"),
                    "",
                    "h1:p changed, h1:q changed, h1 done",
                    "all",
                    ""),
            new Case(
                    "one that has nothing to do changed nothing",
                    new Plans()
                            .change("h1:p", "", new Command("true", "false"))
                            .merge("h1", new Command("true", "false"), "p"),
                    "",
                    "h1:p already, h1 done",
                    "",
                    ""),
            new Case(
                    "after a failed merge each does its own",
                    new Plans().change("h1:p", "", FAILS).change("h1:q", "").merge("h1", FAILS, "p", "q"),
                    "",
                    "h1:p failed (oops), h1:q changed, h1 done",
                    "h1:q",
                    ""),
            new Case(
                    "a host that has changed is refused whole",
                    new Plans()
                            .change("h1:a", "")
                            .look("h1", "echo other", EMPTY)
                            .change("h2:a", ""),
                    "",
                    "h1 stale look, h2:a changed, h2 done",
                    "h2:a",
                    ""),
            new Case(
                    "a host that has not is not",
                    new Plans().change("h1:a", "").look("h1", ":", EMPTY),
                    "",
                    "h1:a changed, h1 done",
                    "h1:a",
                    ""),
            new Case(
                    "a host held by a run that lives",
                    new Plans().change("h1:a", ""),
                    "mkdir -p $STATE/owed; read -r _ b </proc/1/stat; set -- ${b##*) }; shift 19;"
                            + " echo \"1 $1 OTHER ann@laptop\" >$STATE/lock",
                    "h1 locked ann@laptop, process 1 there",
                    "",
                    "h1/lock"),
            new Case(
                    "a host held by a run that is dead",
                    new Plans().change("h1:a", ""),
                    "mkdir -p $STATE/owed; echo '1 7 OTHER ann@laptop' >$STATE/lock",
                    "h1:a changed, h1 done",
                    "h1:a",
                    ""),
            new Case(
                    "a host on which nothing can be written down",
                    new Plans().change("h1:a", "").change("h2:a", ""),
                    "case $STATE in */h1) : >$STATE ;; esac",
                    "h1 lost, h2:a changed, h2 done",
                    "h2:a",
                    "h1"));

    @TempDir
    private Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> ends() {
        return TestShells.ALL.stream()
                .flatMap(sh -> CASES.stream()
                        .map(c -> DynamicTest.dynamicTest(sh.get(0) + ": " + c.name, () -> applied(c, sh))));
    }

    private void applied(Case c, List<String> sh) throws Exception {
        Hosts hosts = new Hosts(Files.createTempDirectory(folder, "case"), c.before, sh);
        List<Event> events = new ArrayList<>();
        run(c.plans.plan(), hosts, events::add);
        assertEquals(c.ends, String.join(", ", sorted(events)));
        assertEquals(c.log, hosts.log());
        assertEquals(c.left, hosts.left());
    }

    @Test
    void aHostCostsAScriptAWave() throws Exception {
        Hosts hosts = new Hosts(folder, "", List.of("dash", "-c"));
        Plan plan = new Plans()
                .change("h1:a", "")
                .change("h2:a", "h1:a")
                .change("h3:a", "h2:a")
                .change("h1:b", "h3:a")
                .change("h4:a", "")
                .plan();
        run(plan, hosts, e -> {});
        assertEquals(Map.of("h1", 2, "h2", 2, "h3", 2, "h4", 1), new HashMap<>(hosts.scripts));
        assertEquals("h1:a h1:b h2:a h3:a h4:a", hosts.log());
    }

    /** The slow host waits for the last event of those that have nothing to do with it. */
    @Test
    void aSlowHostHoldsUpNobodyElse() throws Exception {
        Hosts hosts = new Hosts(folder, "", List.of("dash", "-c"));
        CountDownLatch others = new CountDownLatch(2);
        hosts.gates.put("slow", others);
        Plan plan = new Plans()
                .change("slow:a", "")
                .change("h1:a", "")
                .change("h2:a", "h1:a")
                .change("h3:a", "h2:a")
                .change("h4:a", "")
                .change("h5:a", "slow:a")
                .plan();
        List<String> done = new ArrayList<>();
        run(plan, hosts, e -> {
            if (e instanceof Event.Done d) {
                done.add(d.host());
                if (d.host().equals("h3") || d.host().equals("h4")) {
                    others.countDown();
                }
            }
        });
        assertTrue(done.indexOf("h3") < done.indexOf("slow"), done.toString());
        assertTrue(done.indexOf("slow") < done.indexOf("h5"), done.toString());
    }

    /** As many hosts as threads, or fewer threads: the same end. */
    @Test
    void oneHostAtATimeIsEnough() throws Exception {
        Hosts hosts = new Hosts(folder, "", List.of("dash", "-c"));
        Plan plan = new Plans()
                .change("h3:a", "h1:a")
                .change("h2:a", "h3:a")
                .change("h1:a", "")
                .plan();
        try (Fleet fleet = hosts.fleet(plan, 1)) {
            new Apply(plan, fleet, "ann@laptop", e -> {}).run();
        }
        assertEquals("h1:a h2:a h3:a", hosts.log());
    }

    @Test
    void whatIsSecretIsWithheld() throws Exception {
        Hosts hosts = new Hosts(folder, "", List.of("dash", "-c"));
        var secret = new jforge.plan.Payload.Inline(
                "content", (jforge.plan.Value.Text) jforge.plan.Value.secret("x\npw-of-two-lines"));
        Plan plan = new Plans()
                .change("h1:a", "", new Command("false", "payload content; false", List.of(secret)))
                .change("h1:b", "", new Command("false", "echo 'line 7: pw-of-two-lines'; false", List.of()))
                .change("h1:c", "", new Command("false", "echo plain; false", List.of()))
                .plan();
        List<Event> events = new ArrayList<>();
        run(plan, hosts, events::add);
        assertEquals(2, events.toString().split("\\(withheld\\)", -1).length - 1, events.toString());
        assertTrue(events.toString().contains("plain"), events.toString());
        assertFalse(events.toString().contains("pw"), events.toString());
    }

    private static void run(Plan plan, Hosts hosts, Consumer<Event> events) {
        try (Fleet fleet = hosts.fleet(plan, 16)) {
            new Apply(plan, fleet, "ann@laptop", events).run();
        }
    }

    private static List<String> sorted(List<Event> events) {
        List<String> hosts =
                events.stream().map(Event::host).distinct().sorted().toList();
        List<String> shown = new ArrayList<>();
        List<String> first = new ArrayList<>();
        for (String host : hosts) {
            for (Event event : events) {
                if (event.host().equals(host)) {
                    (event instanceof Event.Stale ? first : shown).addAll(shown(event));
                }
            }
        }
        first.addAll(shown);
        return first;
    }

    private static List<String> shown(Event event) {
        if (event instanceof Event.Ended e) {
            String name = e.host() + ":" + e.ref().label().replace("thing ", "");
            String effect = e.effect() == null ? "" : "/" + e.effect();
            String because = e.because() == null ? "" : " " + e.because();
            String output = e.output().isEmpty() ? "" : " (" + e.output() + ")";
            return List.of(
                    name + effect + " " + e.outcome().name().toLowerCase(java.util.Locale.ROOT) + because + output);
        }
        if (event instanceof Event.Begun) {
            return List.of();
        }
        return List.of(
                event instanceof Event.Stale e
                        ? e.host() + " stale " + e.kinds()
                        : event instanceof Event.Locked e
                                ? e.host() + " locked " + e.holder()
                                : event instanceof Event.Lost ? event.host() + " lost" : event.host() + " done");
    }

    /** Hosts that are folders: out/ with a log each, state/. */
    private static final class Hosts {
        private final Path folder;
        private final String before;
        private final List<String> sh;
        private final Map<String, Integer> scripts = new ConcurrentHashMap<>();
        private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

        Hosts(Path folder, String before, List<String> sh) throws IOException {
            this.folder = folder;
            this.before = before;
            this.sh = sh;
            Files.createDirectories(folder.resolve("state"));
        }

        Fleet fleet(Plan plan, int parallel) {
            Map<String, Target> targets = new HashMap<>();
            plan.hosts().forEach(h -> targets.put(h.host(), h.target()));
            return new Fleet(targets, this::open, parallel);
        }

        private Shell open(Target target) throws IOException {
            String name = target.name();
            Shell shell = TestShells.open(name, sh);
            Files.createDirectories(folder.resolve("out/" + name));
            String places = "STATE=" + folder.resolve("state/" + name) + " OUT=" + folder.resolve("out/" + name) + "\n";
            shell.run(places + before, (n, body, word) -> {});
            return new Shell() {
                @Override
                public Result run(String script, FrameSink sink) throws IOException {
                    scripts.merge(name, 1, Integer::sum);
                    CountDownLatch gate = gates.get(name);
                    if (gate != null) {
                        try {
                            gate.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                    }
                    return shell.run(script, sink);
                }

                @Override
                public String token() {
                    return shell.token();
                }

                @Override
                public void stop() throws IOException {
                    shell.stop();
                }

                @Override
                public void close() {
                    shell.close();
                }
            };
        }

        String log() throws IOException {
            List<String> lines = new ArrayList<>();
            try (Stream<Path> logs = Files.walk(folder.resolve("out"))) {
                for (Path log : logs.filter(f -> f.endsWith("log")).sorted().toList()) {
                    lines.add(Files.readString(log, StandardCharsets.UTF_8)
                            .strip()
                            .replace("\nh", " h"));
                }
            }
            return String.join(" ", lines);
        }

        String left() throws IOException {
            Path state = folder.resolve("state");
            try (Stream<Path> files = Files.walk(state)) {
                return String.join(
                        " ",
                        files.filter(Files::isRegularFile)
                                .map(f -> state.relativize(f).toString())
                                .sorted()
                                .toList());
            }
        }
    }
}
