package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Commands of the inventory run when they are needed, as often as they are, and say so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandTest {
    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "commands");

    @BeforeEach
    void fresh() {
        host.exec("rm -rf /srv/c /var/lib/jforge; mkdir -m 0777 /srv/c");
    }

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    @Test
    void itRunsOnceWhereItIsNeededAndOthersFollowIt() {
        work.inventory("""
                resources:
                  - { on: h1, file: /srv/c/app/conf, content: x, mode: "0600" }
                  - on: h1
                    command: unpack
                    run: |
                      mkdir /srv/c/app
                      echo unpacked >>/srv/c/log
                    creates: /srv/c/app
                  - { on: h1, command: 'id -un >/srv/c/who; pwd >>/srv/c/who', run-once: true, user: jforge, directory: /tmp }
                  - { on: h1, command: 'echo again >>/srv/c/log', when-changed: [command unpack] }
                  - on: h1
                    command: 'touch /srv/c/last'
                    creates: /srv/c/last
                    requires: ['command echo again >>/srv/c/log']
                """);
        Ran plan = work.plan();
        assertTrue(plan.out().contains("? file /srv/c/app/conf  after command unpack"), plan::toString);
        assertTrue(plan.out().contains("creates  /srv/c/app\n      run      +mkdir"), plan::toString);
        Ran apply = work.apply();
        assertEquals(0, apply.code(), apply::toString);
        assertEquals("unpacked\nagain", host.exec("cat /srv/c/log"));
        assertEquals("jforge\n/tmp", host.exec("cat /srv/c/who"));
        work.settled();
        assertEquals("unpacked\nagain", host.exec("cat /srv/c/log"));
    }

    @Test
    void aChangedTextRunsOnceMore() {
        for (String word : new String[] {"a", "a", "b", "b", "a"}) {
            work.inventory("resources:\n  - { on: h1, command: seed, run: 'echo " + word
                    + " >>/srv/c/log', run-once: true }\n");
            assertEquals(0, work.apply().code());
        }
        assertEquals("a\nb\na", host.exec("cat /srv/c/log"));
    }

    @Test
    void whatItFollowsIsOwedWhenTheRunDies() {
        host.exec("echo old >/srv/c/f");
        Gate gate = Gate.on(host);
        String command = "  - { on: h1, command: 'cat /srv/c/f >>/srv/c/log', when-changed: [file /srv/c/f]%s }\n";
        String file = "resources:\n  - { on: h1, file: /srv/c/f, content: new }\n";
        work.inventory(file + "  - { on: h1, file: " + gate.folder() + "/g, content: x, validate: '" + gate.validate()
                + "', requires: [file /srv/c/f] }\n"
                + command.formatted(", requires: [file " + gate.folder() + "/g]"));
        try (SecondJvm jvm = SecondJvm.jforge(work.words("apply", "--yes"), Map.of())) {
            gate.awaitArrival();
            jvm.kill();
        }
        Connections.awaitNone(host);
        gate.letThrough();
        Connections.awaitNoShell(host);
        host.exec("rm -f /srv/c/log");
        work.inventory(file + command.formatted(""));
        Ran plan = work.plan();
        assertTrue(plan.out().contains("run, owed since an earlier run"), plan::toString);
        Ran next = work.apply();
        assertEquals(0, next.code(), next::toString);
        assertEquals("new", host.exec("cat /srv/c/log"));
        work.settled();
    }

    @Test
    void aProbeIsListedAndCanBeLeftOut() {
        work.inventory("""
                resources:
                  - { on: h1, command: 'touch /srv/c/p', probe: '[ -e /srv/c/p ]' }
                """);
        String listed = "looked with a question of its own: probe of command touch /srv/c/p: [ -e /srv/c/p ] (h1)";
        Ran plan = work.plan();
        assertTrue(plan.out().contains(listed), plan::toString);
        assertTrue(plan.out().contains("probe  exit status 1 -> exit status 0"), plan::toString);
        Ran json = work.run("plan", "--json");
        assertTrue(json.out().contains("\"probe of command touch /srv/c/p: [ -e /srv/c/p ]\""), json::toString);
        Ran without = work.run("apply", "--yes", "--no-probes");
        assertFalse(without.out().contains("question of its own"), without::toString);
        assertTrue(
                without.out().contains("> command touch /srv/c/p  deferred: its probe is left out"), without::toString);
        assertEquals("", host.exec("ls /srv/c"));
        assertEquals(0, work.apply().code());
        work.settled();
    }

    /** The probe was asked when the plan was made; the file it reads comes first. */
    @Test
    void aProbeIsNotBelievedBeforeWhatItNeeds() {
        work.inventory("""
                resources:
                  - { on: h1, file: /srv/c/check, content: "[ -e /srv/c/done ]\\n", mode: "0755" }
                  - { on: h1, command: 'touch /srv/c/done', probe: 'sh /srv/c/check', requires: [file /srv/c/check] }
                """);
        Ran plan = work.plan();
        assertTrue(plan.out().contains("? command touch /srv/c/done  after file /srv/c/check"), plan::toString);
        assertEquals(0, work.apply().code());
        work.settled();
    }

    @Test
    void whatIsStillNeededIsSaidPlainly() {
        work.inventory("""
                resources:
                  - { on: h1, command: 'echo did it', creates: /srv/c/none }
                  - { on: h1, command: 'echo oh; exit 7', creates: /srv/c/none2 }
                  - { on: h1, command: 'touch /srv/c/behind', creates: /srv/c/behind, requires: [command echo did it] }
                """);
        Ran apply = work.apply();
        assertEquals(5, apply.code(), apply::toString);
        assertTrue(
                apply.out().contains("it ran and ended well, and is needed all the same: /srv/c/none is not there"),
                apply::toString);
        assertTrue(apply.out().contains("it ended with exit status 7"), apply::toString);
        assertEquals("", host.exec("ls /srv/c"));
    }

    @Test
    void aSecretReachesItAndShowsNowhere() {
        work.write("canary", "c4n4ry'x\n");
        work.inventory("""
                name: shop
                hosts:
                  h1: {}
                ssh: { user: jforge, become: sudo }
                secrets:
                  canary: { file: canary }
                resources:
                  - on: h1
                    command: keep
                    run: |
                      printf %s "$WORD" >/srv/c/word
                      cat >/srv/c/in
                      echo "$WORD"
                      tr '\\0' '\\n' </proc/$PPID/cmdline >/srv/c/args
                    environment: { WORD: "${secrets.canary}" }
                    stdin: "in ${secrets.canary}"
                    creates: /srv/c/in
                """);
        for (String[] more :
                new String[][] {{"plan", "-v", "--show-commands"}, {"plan", "--json", "--show-commands"}}) {
            Ran plan = work.run(more[0], more[1], more[2]);
            assertFalse((plan.out() + plan.err()).contains("c4n4ry"), plan::toString);
        }
        Ran apply = work.run("apply", "--yes", "-v", "--show-commands");
        assertEquals(0, apply.code(), apply::toString);
        assertFalse((apply.out() + apply.err()).contains("c4n4ry"), apply::toString);
        assertEquals("c4n4ry'x", host.exec("cat /srv/c/word"));
        assertEquals("in c4n4ry'x", host.exec("cat /srv/c/in"));
        assertEquals("0", host.exec("grep -c c4n4ry /srv/c/args || :"));
        assertEquals("", host.exec("grep -rl c4n4ry /var/lib/jforge || :"));
        work.settled();
    }
}
