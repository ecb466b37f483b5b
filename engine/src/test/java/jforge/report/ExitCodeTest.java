package jforge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jforge.plan.Change;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Origin;
import jforge.plan.Plan;
import jforge.plan.Ref;
import jforge.plan.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExitCodeTest {
    @Test
    void theGravestWins() {
        List<Integer> order = List.of(130, 5, 4, 6, 3, 1, 2, 0);
        Set<ExitCode> codes = EnumSet.allOf(ExitCode.class);
        for (int code : order) {
            ExitCode gravest = ExitCode.gravest(codes);
            assertEquals(code, gravest.code());
            codes.remove(gravest);
        }
        assertEquals(0, ExitCode.gravest(codes).code());
    }

    @ParameterizedTest
    @CsvSource({
        "NO_CHANGE, 0, 0",
        "UPDATE,    0, 2",
        "UNKNOWN,   0, 2",
        "DEFERRED,  0, 2",
        "REFUSED,   4, 4",
    })
    void plans(Verdict verdict, int plain, int detailed) {
        Plan plan = Samples.plan(Samples.host("web1", List.of(Samples.change("web1", "file /a", verdict))));
        assertEquals(plain, ExitCode.gravest(ExitCode.of(plan, false)).code());
        assertEquals(detailed, ExitCode.gravest(ExitCode.of(plan, true)).code());
    }

    /** Made, and then lost: nobody knows whether it is as wanted. */
    @Test
    void whatWasNotComparedAgainIsNotFine() {
        Plan plan = Samples.plan(Samples.host("web1", List.of()), Samples.host("web2", List.of()));
        Plan verified = Samples.plan(
                new HostPlan("web1", Samples.target("web1"), "cut", List.of(), List.of(), List.of(), List.of()),
                Samples.host("web2", List.of()));
        Run run = new Run(plan, List.of(), verified, false, Duration.ZERO);
        assertEquals(Set.of(ExitCode.UNREACHABLE), ExitCode.of(run));
        List<String> lines = new java.util.ArrayList<>();
        new ApplyText(Style.PIPED, plan, false, lines::add).summary(run);
        assertEquals(
                List.of(
                        "",
                        "not compared again: 1 host; run plan when it can be reached",
                        "  web1: cut",
                        "compared again: nothing left to change, 0.0 s in all",
                        "changed: 0"),
                lines);
    }

    /** What is refused only because a host is down has that host's code; a guard's refusal its own. */
    @ParameterizedTest
    @CsvSource({"a, 3", "b, 3", "guard, 4"})
    void whatDependsOnAHostThatIsDown(String last, int code) {
        HostPlan down =
                new HostPlan("web2", Samples.target("web2"), "refused", List.of(), List.of(), List.of(), List.of());
        List<Change> all = List.of(behind("a", "web2", "x"), behind("b", "web1", "a"), behind("guard", "web1", "c"));
        List<Change> changes = all.subList(0, List.of("a", "b", "guard").indexOf(last) + 1);
        Plan plan = Samples.plan(Samples.host("web1", changes), down);
        assertEquals(code, ExitCode.gravest(ExitCode.of(plan, false)).code());
    }

    private static Change behind(String name, String host, String other) {
        return new Change(
                new Ref("web1", name),
                new Origin("site.yaml", 1, 1),
                Verdict.REFUSED,
                "why",
                null,
                List.of(),
                null,
                List.of(),
                List.of(new Ref(host, other)));
    }

    static Stream<Arguments> runs() {
        Ref ref = new Ref("web1", "file /a");
        Event lost = new Event.Lost("web1", "reset");
        return Stream.of(
                Arguments.of(0, List.of(Events.ended(ref, Event.Outcome.CHANGED), new Event.Done("web1"))),
                Arguments.of(3, List.of(lost)),
                Arguments.of(5, List.of(new Event.Begun(ref), lost)),
                Arguments.of(4, List.of(new Event.Stale("web1", "stat"))),
                Arguments.of(6, List.of(new Event.Locked("web1", "somebody"))),
                Arguments.of(4, List.of(new Event.Locked("web1", "somebody"), new Event.Stale("web2", "stat"))),
                Arguments.of(5, List.of(Events.ended(ref, Event.Outcome.FAILED), lost)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void runs(int code, List<Event> events) {
        HostPlan host = Samples.host("web1", List.of(Samples.change("web1", "file /a", Verdict.UPDATE)));
        Plan plan = Samples.plan(host);
        Run run = new Run(plan, events, null, false, Duration.ZERO);
        assertEquals(code, ExitCode.gravest(ExitCode.of(run)).code());
        Run left = new Run(plan, events, plan, false, Duration.ZERO);
        assertEquals(code == 0 ? 5 : code, ExitCode.gravest(ExitCode.of(left)).code());
        Run stopped = new Run(plan, events, null, true, Duration.ZERO);
        assertEquals(130, ExitCode.gravest(ExitCode.of(stopped)).code());
    }
}
