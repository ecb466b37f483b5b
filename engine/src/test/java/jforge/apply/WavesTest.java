package jforge.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jforge.plan.Command;
import jforge.plan.HostPlan;
import jforge.plan.Plan;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class WavesTest {
    private static final Command DO = new Command("false", "true");

    /** @param stages each as "HOST.WAVE: changes", with "<" and the stages that it waits for */
    private record Case(String name, Plans plans, String... stages) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "one host is one wave",
                    new Plans().change("h1:a", "").change("h1:b", "h1:a").change("h1:c", "h1:b"),
                    "h1.0: a b c"),
            new Case(
                    "hosts without a crossing edge wait for nobody",
                    new Plans().change("h1:a", "").change("h2:a", "").change("h3:a", ""),
                    "h1.0: a",
                    "h2.0: a",
                    "h3.0: a"),
            new Case(
                    "a crossing edge ends a wave",
                    new Plans()
                            .change("h1:a", "")
                            .change("h2:a", "h1:a")
                            .change("h2:b", "")
                            .change("h3:a", ""),
                    "h1.0: a",
                    "h2.0: b",
                    "h3.0: a",
                    "h2.1: a < h2.0 h1.0"),
            new Case(
                    "round three hosts and back",
                    new Plans()
                            .change("h1:a", "")
                            .change("h2:a", "h1:a")
                            .change("h3:a", "h2:a")
                            .change("h1:b", "h3:a"),
                    "h1.0: a",
                    "h2.0:",
                    "h3.0:",
                    "h2.1: a < h2.0 h1.0",
                    "h3.2: a < h3.0 h2.1",
                    "h1.3: b < h1.0 h3.2"),
            new Case(
                    "a trigger waits for the marker elsewhere",
                    new Plans().change("h1:a", "").effect("h2:b", "h1:a", null),
                    "h1.0:",
                    "h2.0:",
                    "h1.1: a < h1.0 h2.0",
                    "h2.2: b < h2.0 h1.1"),
            new Case(
                    "on its own host it doesn't",
                    new Plans().change("h1:a", "").effect("h1:b", "h1:a", null),
                    "h1.0: a b"),
            new Case(
                    "what merges waits for the last of its members",
                    new Plans()
                            .change("h2:key", "")
                            .change("h1:p", "")
                            .change("h1:q", "h2:key")
                            .change("h1:r", "h1:p")
                            .change("h1:s", "")
                            .merge("h1", DO, "p", "q"),
                    "h2.0: key",
                    "h1.0: s",
                    "h1.1: p q r < h1.0 h2.0"));

    @TestFactory
    Stream<DynamicTest> stages() {
        return CASES.stream()
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    Plan plan = c.plans.plan();
                    Waves waves = new Waves(plan);
                    assertEquals(
                            String.join("\n", c.stages),
                            waves.stages().stream()
                                    .map(s -> shown(plan, waves, s))
                                    .collect(Collectors.joining("\n")));
                }));
    }

    private static String shown(Plan plan, Waves waves, Waves.Stage stage) {
        HostPlan host = plan.hosts().stream()
                .filter(h -> h.host().equals(stage.host()))
                .findFirst()
                .orElseThrow();
        String changes = host.changes().stream()
                .filter(c -> waves.of(c) == stage.wave())
                .map(c -> " " + c.ref().label().replace("thing ", ""))
                .collect(Collectors.joining());
        String before = waves.before(host, stage.wave()).stream()
                .map(s -> " " + s.host() + "." + s.wave())
                .collect(Collectors.joining());
        return stage.host() + "." + stage.wave() + ":" + changes + (before.isEmpty() ? "" : " <" + before);
    }
}
