package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jforge.cli.InProcess.Ran;
import jforge.hosts.Fleet;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Edges that cross hosts: failures, hosts left out, effects, the order of hosts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetTest {
    private final Fleet fleet = Fleet.start(3);

    @AfterAll
    void end() {
        fleet.close();
    }

    private FleetPlace place(String name) {
        return new FleetPlace(fleet, name);
    }

    @Test
    void aFailureStopsWhatRequiresItOnEveryHostAndNothingElse() {
        FleetPlace place = place("failure");
        place.resources("""
                - { on: h1, file: @/x, content: x, validate: "echo not yet; test -e @/ok && test -f %s" }
                - { on: h1, file: @/local, content: x, requires: [file @/x] }
                - { on: h2, file: @/y, content: x, requires: [file @/x on h1] }
                - { on: h3, file: @/z, content: x, requires: [file @/y on h2] }
                - { on: [h1, h2, h3], file: @/free, content: x }
                """);
        Ran failed = place.ends(5, place.apply(), "not yet", "changed: 3\n");
        for (String name : new String[] {"file @/x", "file @/local", "file @/y", "file @/z"}) {
            place.ends(5, failed, name);
        }
        assertEquals("free free free", place.files(1) + " " + place.files(2) + " " + place.files(3));
        fleet.host(1).exec("touch " + place.at() + "/ok");
        place.ends(0, place.apply(), "changed: 4\n");
        place.settled();
    }

    @Test
    void hostsThatAreLeftOutAreLookedAtAndNotChanged() {
        FleetPlace place = place("limit");
        fleet.host(1).exec("printf x >" + place.at() + "/there && chmod 644 " + place.at() + "/there");
        place.resources("""
                - { on: h1, file: @/there, content: x }
                - { on: h1, file: @/pending, content: x }
                - { on: h1, file: @/unrelated, content: x }
                - { on: h2, file: @/a, content: x, requires: [file @/there on h1] }
                - { on: h2, file: @/b, content: x, requires: [file @/pending on h1] }
                - { on: h2, file: @/c, content: x, requires: [file @/b] }
                - { on: h3, file: @/d, content: x }
                """);
        Ran limited = place.ends(
                4,
                place.apply("--limit", "h2"),
                "requires file @/pending on h1, which is to be changed, and h1 is left out",
                "requires file @/b, which is refused",
                "changed: 1\n");
        assertFalse(limited.out().contains("unrelated"), limited::toString);
        assertEquals("there/a/*", place.files(1) + "/" + place.files(2) + "/" + place.files(3));
        place.ends(4, place.apply("--exclude", "h1"), "h1 is left out", "changed: 1\n");
        assertEquals("there/a/d", place.files(1) + "/" + place.files(2) + "/" + place.files(3));
        place.ends(0, place.apply(), "changed: 4\n");
        place.settled();
    }

    @Test
    void anEffectOnAHostThatIsLeftOutIsNotLost() {
        FleetPlace place = place("left-effect");
        web(2);
        place.resources("""
                - { on: h1, file: @/conf, content: x }
                - { on: h2, service: jf-web, when-changed: [file @/conf on h1] }
                """);
        place.ends(4, place.apply("--limit", "h1"), "its effect on service jf-web on h2 would be lost: h2 is left out");
        place.ends(0, place.apply("--limit", "h2"), "changed: 0\n");
        int before = starts(2);
        place.ends(0, place.apply(), "changed: 2\n");
        assertEquals(before + 1, starts(2));
        place.settled();
    }

    @Test
    void anEffectIsWrittenDownBeforeItsTriggerRunsElsewhereAndDoneOnce() throws Exception {
        FleetPlace place = place("effect");
        web(2);
        Gate gate = Gate.on(fleet.host(1));
        int before = starts(2);
        place.resources("""
                - { on: h1, file: @/conf, content: x, validate: "%s" }
                - { on: h1, file: @/more, content: x }
                - { on: h2, service: jf-web, when-changed: [file @/conf on h1, file @/more on h1] }
                """.replace("%s\"", gate.validate() + "\""));
        CompletableFuture<Ran> applied = place.applying();
        gate.awaitArrival();
        assertEquals("service-jf-web", fleet.host(2).exec("ls /var/lib/jforge/owed"));
        assertEquals(before, starts(2));
        gate.letThrough();
        place.ends(0, applied.get(60, TimeUnit.SECONDS), "restart", "changed: 3\n");
        assertEquals(before + 1, starts(2));
        assertEquals("", fleet.host(2).exec("ls /var/lib/jforge/owed"));
        place.settled();
        assertEquals(before + 1, starts(2));
    }

    @Test
    void anEffectIsOwedWhereTheRunDiedBetween() {
        FleetPlace place = place("owed");
        web(2);
        Gate gate = Gate.on(fleet.host(1));
        int before = starts(2);
        place.resources("""
                - { on: h1, file: @/conf, content: x }
                - { on: h1, file: @/last, content: x, requires: [file @/conf], validate: "%s" }
                - { on: h2, service: jf-web, when-changed: [file @/conf on h1] }
                """.replace("%s\"", gate.validate() + "\""));
        try (SecondJvm jvm = SecondJvm.jforge(place.words("apply", "--yes"), Map.of())) {
            gate.awaitArrival();
            jvm.kill();
        }
        gate.letThrough();
        fleet.hosts().forEach(Connections::awaitNoShell);
        assertEquals(before, starts(2));
        place.ends(0, place.run("plan"), "service jf-web", "owed since an earlier run");
        place.ends(0, place.apply(), "changed: 1\n");
        assertEquals(before + 1, starts(2));
        place.settled();
    }

    @Test
    void chainsRunRoundTheFleetWhileASlowHostHoldsUpNobodyElse() throws Exception {
        FleetPlace place = place("chain");
        Gate gate = Gate.on(fleet.host(3));
        place.resources("""
                - { on: h3, file: @/slow, content: x, validate: "%s" }
                - { on: h1, file: @/1, content: x }
                - { on: h2, file: @/2, content: x, requires: [file @/1 on h1] }
                - { on: h1, file: @/3, content: x, requires: [file @/2 on h2] }
                - { on: h3, file: @/4, content: x, requires: [file @/3 on h1] }
                - { on: h1, file: @/5, content: x, requires: [file @/4 on h3] }
                """.replace("%s\"", gate.validate() + "\""));
        CompletableFuture<Ran> applied = place.applying();
        gate.awaitArrival();
        fleet.host(1).exec("timeout 40 sh -c 'until [ -e " + place.at() + "/3 ]; do sleep 0.05; done'");
        assertEquals("*", place.files(3));
        gate.letThrough();
        place.ends(0, applied.get(60, TimeUnit.SECONDS), "changed: 6\n");
        assertEquals("1 3 5/2/4 slow", place.files(1) + "/" + place.files(2) + "/" + place.files(3));
        place.settled();
    }

    @Test
    void circlesAreNamedWithEveryMark() {
        FleetPlace place = place("circle");
        place.resources("""
                - { on: h1, file: @/a, content: x, requires: [file @/c on h3] }
                - { on: h2, file: @/b, content: x, requires: [file @/a on h1] }
                - { on: h3, file: @/c, content: x, requires: [file @/b on h2] }
                """);
        for (String command : new String[] {"check", "plan"}) {
            place.ends(
                    1,
                    place.run(command),
                    "wait for each other",
                    "site.yaml:7:",
                    "site.yaml:8:",
                    "site.yaml:9:",
                    "h1: file @/a",
                    "h2: file @/b",
                    "h3: file @/c");
        }
        place.resources("""
                - { on: h1, file: @/a, content: x, requires: [file @/b] }
                - { on: h1, file: @/b, content: x, requires: [file @/a] }
                """);
        place.ends(1, place.apply(), "site.yaml:7:", "site.yaml:8:");
    }

    @Test
    void whatIsRemovedGoesAfterWhatItHolds() {
        FleetPlace place = place("absent");
        fleet.host(1).exec("mkdir -p " + place.at() + "/d/e && touch " + place.at() + "/d/f " + place.at() + "/d/e/g");
        place.resources("""
                - { on: h1, directory: @/d, absent: true }
                - { on: h1, directory: @/d/e, absent: true }
                - { on: h1, file: @/d/e/g, absent: true }
                - { on: h1, file: @/d/f, absent: true }
                - { on: h1, file: @/kept, content: x }
                """);
        place.ends(0, place.apply(), "changed: 5\n");
        assertEquals("kept", place.files(1));
        place.settled();
    }

    @Test
    void equalChangesAreShownOnce() {
        FleetPlace place = place("equal");
        place.resources("""
                - { on: [h1, h2, h3], file: @/a, content: "same\\n" }
                - { on: [h2, h3], file: @/b, content: "same\\n" }
                """);
        Ran plan = place.ends(0, place.run("plan"), "file @/a", "5 create");
        assertEquals(2, plan.out().split("\\+ file", -1).length - 1, plan::toString);
        assertTrue(plan.out().lines().filter(l -> l.contains("/a")).count() == 1, plan::toString);
        place.ends(0, place.apply("--parallel", "1"), "changed: 5\n");
        place.settled();
    }

    /** Has the service of jf-web run on a host. */
    private void web(int host) {
        fleet.host(host).exec("dpkg -s jf-web >/dev/null 2>&1 || apt-get install -yqq jf-web=1.0 >/dev/null");
    }

    private int starts(int host) {
        TestHost one = fleet.host(host);
        return Integer.parseInt(one.exec("wc -l </var/lib/jf-web/starts").strip());
    }
}
