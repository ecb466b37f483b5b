package jforge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Plan;
import jforge.transport.Target;
import org.junit.jupiter.api.Test;

class ApplyTextTest {
    @Test
    void everyKindOfEnd() {
        assertEquals("""
                web1   ~ file /etc/nginx/nginx.conf  changed
                web1   ~ sysctl net.core.somaxconn  already so
                web2   + package nginx  failed
                      E: no \\x1b[31mspace
                      left
                web2   ? file /etc/nginx/conf.d/shop.conf  skipped: package nginx failed
                web1   connection lost: connection reset
                stor1  refused: not as it was when the plan was made (stat)
                stor2  locked by another run: deploy@laptop since 12:03

                failed: 1; mend the cause and run apply again
                  package nginx  (web2)
                skipped: 1
                  file /etc/nginx/conf.d/shop.conf  (web2)
                not begun: 6
                  service nginx  (web1, web2)
                  file /etc/nginx/nginx.conf  (web2)
                  sysctl net.core.somaxconn  (web2)
                  file /etc/motd  (stor1)
                  directory /old  (stor1)
                owed: restart of web1: service nginx; the next plan shows it and does it
                owed: restart of web2: service nginx; the next plan shows it and does it
                lost: 1 host; run apply again when it can be reached
                  web1: connection reset
                refused whole: 1 host; make a new plan
                  stor1: stat
                locked: 1 host; run apply again when the other run has ended
                  stor2: deploy@laptop since 12:03
                changed: 1
                """, shown(new Run(Samples.shop(), Events.all(), null, false, Duration.ofSeconds(1))));
    }

    @Test
    void manyHostsAreALineEach() {
        Plan fleet = Samples.fleet();
        List<Event> events = List.of(
                Events.ended(fleet.hosts().get(0).changes().get(0).ref(), Event.Outcome.CHANGED),
                new Event.Done("node1"));
        String text = shown(new Run(fleet, events, null, true, Duration.ofSeconds(1)));
        assertEquals("""
                node1   done, 1 changed

                stopped: what was running was finished, nothing else was begun
                not begun: 12; run apply again
                  sysctl net.core.somaxconn  (node[2-12])
                  file /etc/banner  (db)
                changed: 1
                """, text);
    }

    @Test
    void aLoginWithoutRightsIsNamed() {
        Target deploy = new Target(
                "node1", Target.Kind.SSH, "10.0.0.1", 22, "deploy", Target.Become.NO, List.of(), List.of(), null);
        HostPlan node1 = Samples.fleet().hosts().get(0);
        Plan plan = Samples.plan(new HostPlan("node1", deploy, null, List.of(), node1.changes(), List.of(), List.of()));
        Event denied = new Event.Ended(
                plan.hosts().get(0).changes().get(0).ref(),
                null,
                Event.Outcome.FAILED,
                "sh: cannot create /etc/a: Permission denied",
                null);
        String text = shown(new Run(plan, List.of(denied), null, false, Duration.ofSeconds(1)));
        assertTrue(
                text.contains("not logged in as root: node1; if that is the cause, set ssh: { become: sudo }\n"), text);
    }

    private static String shown(Run run) {
        StringBuilder text = new StringBuilder();
        ApplyText apply = new ApplyText(
                Style.PIPED, run.plan(), false, l -> text.append(l).append('\n'));
        run.events().forEach(apply);
        apply.summary(run);
        return text.toString();
    }
}
