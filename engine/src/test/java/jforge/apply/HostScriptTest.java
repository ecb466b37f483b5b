package jforge.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jforge.plan.Change;
import jforge.plan.Command;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Payload;
import jforge.plan.Plan;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every shape of plan becomes; {@link ApplyTest} runs it. */
class HostScriptTest {
    private static final Command PULLS = new Command(
            "[ -e /x ]", "payload image >/x", List.of(new Payload.Local("image", "/srv/image", "0".repeat(64), 9)));

    private static final String FUNCTION = "put() {\n: >\"$1\"\n}";
    private static final Command CALLS = new Command("[ -e /x ]", "put /x", List.of(), FUNCTION);

    private static final Map<String, Plans> SHAPES = Map.of(
            "functions", new Plans().change("h1:a", "", CALLS).change("h1:b", "", CALLS),
            "steps", new Plans().change("h1:a", "").change("h1:b", "h1:a", PULLS, Plans.writes("h1:b")),
            "payloads", new Plans().change("h1:a", "", Plans.taking("[ -e /x ]", "payload content >/x", "it's $x\n\\")),
            "looks", new Plans().look("h1", "stat /x", "0".repeat(64)).change("h1:a", ""),
            "effects",
                    new Plans().change("h1:a", "").effect("h1:s", "h1:a", null).effect("h1:t", "h1:s", "why", PULLS),
            "merges",
                    new Plans()
                            .change("h1:p", "")
                            .change("h1:q", "")
                            .effect("h1:s", "h1:q", null)
                            .merge("h1", PULLS, "p", "q"),
            "elsewhere",
                    new Plans()
                            .change("h2:a", "")
                            .change("h1:b", "h2:a")
                            .effect("h1:s", "h2:a", null)
                            .change("h1:t", "")
                            .effect("h2:t", "h1:t", null));

    /**
     * Functions are called by names put together (2317, 2329), variables are set for commands and by eval (2034, 2154), and a
     * payload is any text (1003, 2016).
     */
    @TestFactory
    Stream<DynamicTest> shellcheckAgrees() {
        return SHAPES.entrySet().stream()
                .map(shape -> DynamicTest.dynamicTest(
                        shape.getKey(),
                        () -> assertEquals(
                                "", shellcheck(script(shape.getValue().plan())))));
    }

    @Test
    void functionsAreSentOnce() {
        String script = script(SHAPES.get("functions").plan());
        assertEquals(script.indexOf(FUNCTION), script.lastIndexOf(FUNCTION));
        assertTrue(script.contains(FUNCTION) && script.indexOf(FUNCTION) < script.indexOf("put /x"), script);
    }

    /** The whole of what the host h1 is sent. */
    private static String script(Plan plan) {
        Numbers numbers = new Numbers(plan);
        Waves waves = new Waves(plan);
        HostPlan host = plan.hosts().stream()
                .filter(h -> h.host().equals("h1"))
                .findFirst()
                .orElseThrow();
        HostScript script = new HostScript(plan, host, numbers, waves);
        script.opening("ann@laptop's");
        for (int wave = 0; wave <= waves.last(host); wave++) {
            int now = wave;
            List<Change> changes =
                    host.changes().stream().filter(c -> waves.of(c) == now).toList();
            script.remote(changes, Map.of(Plans.ref("h2:a"), Event.Outcome.CHANGED));
            script.marked(changes, Set.of("h2"));
            script.changes(changes);
        }
        script.stopped();
        script.closing();
        return "begin() { :; }\nend() { :; }\npull() { :; }\n" + script.text();
    }

    private static String shellcheck(String script) throws Exception {
        Process process = new ProcessBuilder(
                        "shellcheck", "-s", "sh", "-e", "SC1003,SC2016,SC2034,SC2154,SC2317,SC2329", "-")
                .redirectErrorStream(true)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
