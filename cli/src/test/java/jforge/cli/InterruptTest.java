package jforge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jforge.plan.Change;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Plan;
import jforge.plan.Ref;
import jforge.plan.Verdict;
import jforge.report.Style;
import org.junit.jupiter.api.Test;

class InterruptTest {
    @Test
    void theRunningStepEndsAndNoOtherBegins() throws Exception {
        // whoever started this may ignore the signal, and children would, too
        Process jforge = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Interrupted.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = jforge.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.equals("running")) {
                line = out.readLine();
            }
            assertEquals(
                    0,
                    new ProcessBuilder("kill", "-INT", Long.toString(jforge.pid()))
                            .start()
                            .waitFor());
            List<String> rest = out.lines().toList();
            assertTrue(jforge.waitFor(30, TimeUnit.SECONDS));
            assertEquals(
                    List.of(
                            "web1  ~ file /a  changed",
                            "",
                            "stopped: what was running was finished, nothing else was begun",
                            "not begun: 1; run apply again",
                            "  file /b  (web1)",
                            "changed: 1"),
                    rest);
            assertEquals(130, jforge.exitValue());
        } finally {
            jforge.destroyForcibly();
        }
    }

    /** The command with an engine whose first step takes until somebody stops it. */
    static final class Interrupted {
        public static void main(String[] args) {
            Terminal terminal =
                    new Terminal(System.out, System.err, InputStream.nullInputStream(), Style.PIPED, false, false);
            System.exit(new Main(new Slow(), terminal).execute("apply", "a.yaml", "--yes"));
        }
    }

    private static final class Slow extends FakeRuns {
        @Override
        public Planned plan(Request request) {
            return new SlowPlanned();
        }
    }

    private static final class SlowPlanned implements Runs.Planned {
        private final CountDownLatch stopped = new CountDownLatch(1);
        private final Plan plan = twoFiles();

        @Override
        public Plan plan() {
            return plan;
        }

        @Override
        public Duration looked() {
            return Duration.ZERO;
        }

        @Override
        public Runs.Applied apply(Consumer<Event> events) {
            Ref first = new Ref("web1", "file /a");
            events.accept(new Event.Begun(first));
            System.out.println("running");
            System.out.flush();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            events.accept(new Event.Ended(first, null, Event.Outcome.CHANGED, "", null));
            return new Runs.Applied(null);
        }

        @Override
        public void stop() {
            stopped.countDown();
        }

        @Override
        public void close() {}

        private static Plan twoFiles() {
            Plan one = FakeRuns.plan(Verdict.UPDATE);
            HostPlan host = one.hosts().get(0);
            Change a = host.changes().get(0);
            Ref ref = new Ref("web1", "file /b");
            Change b = new Change(ref, a.origin(), a.verdict(), null, null, a.steps(), null, a.after(), a.requires());
            HostPlan both = new HostPlan("web1", host.target(), null, List.of(), List.of(a, b), List.of(), List.of());
            return new Plan("shop", one.id(), List.of(both));
        }
    }
}
