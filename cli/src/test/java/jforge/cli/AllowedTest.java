package jforge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import jforge.plan.Change;
import jforge.plan.Command;
import jforge.plan.Danger;
import jforge.plan.Difference;
import jforge.plan.HostPlan;
import jforge.plan.Origin;
import jforge.plan.Permission;
import jforge.plan.Plan;
import jforge.plan.Ref;
import jforge.plan.Step;
import jforge.plan.Value;
import jforge.plan.Verdict;
import jforge.transport.Target;
import org.junit.jupiter.api.Test;

class AllowedTest {
    private static final Plan PLAN = plan();

    @Test
    void whatThePlanNames() {
        assertEquals(Set.of("purge//srv/shop"), Session.allowed(PLAN, List.of("purge//srv/shop@7f3a2c")));
        assertEquals(Set.of(), Session.allowed(PLAN, List.of()));
    }

    @Test
    void nothingElse() {
        assertEquals(
                "--allow purge/srv/shop@7f3a2c: this plan has no purge/srv/shop to allow; did you mean"
                        + " \"purge//srv/shop\"?",
                fault("purge/srv/shop@7f3a2c"));
        assertEquals(
                "--allow purge//srv/shop@000000 is for another plan: this one is 7f3a2c, read it again",
                fault("purge//srv/shop@000000"));
    }

    @Test
    void thatAThingGoesIsSaidByWhatGoesWithIt() {
        Change refused = Permission.of(PLAN, Set.of()).hosts().get(0).changes().get(0);
        assertEquals("destroys: contents 1 entry (bin) -> (absent)", refused.reason());
    }

    private static String fault(String word) {
        return String.valueOf(assertThrows(Trouble.class, () -> Session.allowed(PLAN, List.of(word)))
                .getMessage());
    }

    private static Plan plan() {
        Step step = new Step(
                List.of(
                        new Difference(Difference.PRESENCE, Value.of("present"), Value.absent()),
                        new Difference("contents", Value.of("1 entry (bin)"), Value.absent())),
                new Command("false", "true"),
                Danger.DESTRUCTIVE);
        Change purge = new Change(
                new Ref("web1", "purge /srv/shop"),
                new Origin("shop.yaml", 3, 5),
                Verdict.UPDATE,
                null,
                null,
                List.of(step),
                null,
                List.of(),
                List.of());
        Target target =
                new Target("web1", Target.Kind.LOCAL, "web1", 22, "root", Target.Become.NO, List.of(), List.of(), null);
        return new Plan(
                "shop",
                "7f3a2c",
                List.of(new HostPlan("web1", target, null, List.of(), List.of(purge), List.of(), List.of())));
    }
}
