package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jforge.cli.InProcess.Ran;
import jforge.hosts.Fleet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is for hosts by what they are, and what is done on one host only. The second of three says it is a Rocky. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupsByFactTest {
    private static final String GROUPS = """
            groups:
              debian: { facts: { os: debian }, vars: { tool: apt } }
              rocky: { facts: { os: [rocky, rhel] }, vars: { tool: dnf } }
            """;

    private final Fleet fleet = Fleet.start(3);

    GroupsByFactTest() {
        fleet.host(2).exec("sed -i 's/^ID=.*/ID=rocky/' /etc/os-release");
    }

    @AfterAll
    void end() {
        fleet.close();
    }

    @Test
    void membersAndTheirVariablesAreKnownFromFacts() {
        FleetPlace place = new FleetPlace(fleet, "facts");
        place.resources("""
                - { on: debian, file: @/deb, content: x }
                - { on: all, file: @/tool, content: "${vars.tool}" }
                - { on: all, except: debian, file: @/other, content: x }
                - { on: rocky, file: @/late, content: x, requires: ["file @/deb on h1"] }
                """ + GROUPS);
        place.ends(0, place.run("check"), "3 hosts, 12 resources, valid");
        place.ends(0, place.apply(), "changed: 7\n");
        assertEquals("deb tool/late other tool/deb tool", place.files(1) + "/" + place.files(2) + "/" + place.files(3));
        assertEquals("dnf", fleet.host(2).exec("cat " + place.at() + "/tool"));
        place.settled();

        place.everywhere("rm " + place.at() + "/*");
        Ran limited =
                place.ends(4, place.apply("--limit", "rocky"), "deb on h1, which is to be changed", "changed: 2\n");
        assertFalse(limited.out().contains("\nh3"), limited::toString);
        place.ends(0, place.apply("--exclude", "rocky"), "changed: 4\n");
        assertEquals("deb tool/other tool/deb tool", place.files(1) + "/" + place.files(2) + "/" + place.files(3));
        Ran facts = place.ends(0, place.run("facts", "--limit", "rocky"), "h2\n", "os: rocky");
        assertFalse(facts.out().contains("h1\n"), facts::toString);
    }

    @Test
    void aHostThatCantBeAskedIsLeftOut() {
        FleetPlace place = new FleetPlace(fleet, "unasked");
        place.resources("""
                - { on: debian, file: @/deb, content: x }
                - { on: all, file: @/tool, content: "${vars.tool}" }
                - { on: h1, file: @/of3, content: "${hosts.h3.vars.tool}" }
                - { on: h1, file: @/after, content: x, requires: [file @/of3] }
                """ + GROUPS);
        fleet.host(3).powerOff();
        try {
            place.ends(
                    4,
                    place.apply("--limit", "debian"),
                    "h3\n  ! unreachable",
                    "depends on vars.tool of h3, which could not be asked",
                    "requires file @/of3, which is refused",
                    "changed: 2\n");
        } finally {
            fleet.host(3).powerOn();
        }
        place.ends(0, place.apply(), "changed: 5\n");
        assertEquals("apt", fleet.host(1).exec("cat " + place.at() + "/of3"));
        place.settled();
    }

    @Test
    void whatIsDoneOnceComesBeforeItsDependentsElsewhere() {
        FleetPlace place = new FleetPlace(fleet, "once");
        place.resources("""
                - { on: [h2, h1, h3], file: @/app, content: x, requires: [file @/migrated] }
                - { on: [h3, h2, h1], once: true, file: @/migrated, content: x }
                """);
        place.ends(0, place.apply(), "changed: 4\n");
        assertEquals("app migrated/app/app", place.files(1) + "/" + place.files(2) + "/" + place.files(3));
        place.settled();
        // the choice doesn't depend on what a run is limited to
        place.everywhere("rm " + place.at() + "/*");
        place.ends(
                4, place.apply("--limit", "h2"), "file @/migrated on h1, which is to be changed, and h1 is left out");
        fleet.host(1).powerOff();
        try {
            place.ends(3, place.apply(), "changed: 3\n");
            assertEquals("app migrated/app", place.files(2) + "/" + place.files(3));
        } finally {
            fleet.host(1).powerOn();
        }
    }
}
