package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Files that make sense together only, on a real host. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValidateGroupTest {
    private static final String CHECK = "cat /srv/g/*.conf; ! grep -q broken /srv/g/*.conf";

    /** Of the shell that puts the files in place, unless all is well. */
    private static final String DEATH =
            "if [ ! -e /srv/ok ]; then read -r _ _ _ p _ </proc/self/stat; kill -9 $p; exit 1; fi; ";

    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "validate-group");

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    @BeforeEach
    void fresh() {
        host.exec("rm -rf /srv/g /srv/ok /srv/after /var/lib/jforge/groups; mkdir /srv/g; echo old >/srv/g/gone.conf");
    }

    private void declare(String a, String b, String check) {
        work.inventory("""
                resources:
                  - { on: h1, file: /srv/g/a.conf, content: "%s\\n", validate-group: web, validate: '%s' }
                  - { on: h1, file: /srv/g/b.conf, content: "%s\\n", validate-group: web, mode: "0640" }
                  - { on: h1, file: /srv/g/gone.conf, absent: true, validate-group: web }
                  - { on: h1, file: /srv/after, content: "%s", requires: [file /srv/g/b.conf] }
                """.formatted(a, check, b, a));
    }

    @Test
    void theyComeTogetherOrNotAtAll() {
        declare("one", "two", CHECK);
        Ran made = work.apply();
        assertEquals(0, made.code(), made::toString);
        assertTrue(
                made.out().contains("in one transaction with file /srv/g/b.conf, file /srv/g/gone.conf"),
                made::toString);
        assertEquals("one\ntwo", host.exec("cat /srv/g/*"));
        work.settled();
        host.exec("chown daemon /srv/g/a.conf; echo back >/srv/g/gone.conf");
        declare("three", "broken", CHECK);
        Ran failed = work.apply();
        assertEquals(5, failed.code(), failed::toString);
        assertEquals("one\ntwo\nback", host.exec("cat /srv/g/*"));
        assertEquals("644 daemon\n640 root", host.exec("stat -c '%a %U' /srv/g/a.conf /srv/g/b.conf"));
        assertEquals("one", host.exec("cat /srv/after"));
        assertEquals(3, failed.out().split("group web is put back as it was", -1).length - 1, failed::toString);
        assertTrue(failed.out().contains("skipped"), failed::toString);
        work.clean();
        declare("three", "four", CHECK);
        assertEquals(0, work.apply().code());
        work.settled();
    }

    @Test
    void aRunThatDiedIsMended() {
        declare("one", "two", "true");
        assertEquals(0, work.apply().code());
        declare("three", "four", DEATH + CHECK);
        Ran died = work.apply();
        assertTrue(died.code() != 0, died::toString);
        assertEquals("three\nfour", host.exec("cat /srv/g/*"));
        host.exec("touch /srv/ok");
        Ran plan = work.plan();
        assertTrue(plan.out().contains("not yet, a run died before it was"), plan::toString);
        declare("three", "broken", DEATH + CHECK);
        Ran failed = work.apply();
        assertEquals(5, failed.code(), failed::toString);
        assertEquals("one\ntwo", host.exec("cat /srv/g/*"));
        declare("three", "four", CHECK);
        Ran made = work.apply();
        assertEquals(0, made.code(), made::toString);
        assertEquals("", host.exec("ls -A /var/lib/jforge/groups"));
        work.settled();
    }

    @Test
    void whatTheCheckSaysOfASecretIsWithheld() {
        work.write("word", "hush-hush");
        work.inventory("""
                secrets: { word: { file: word } }
                resources:
                  - { on: h1, file: /srv/g/a.conf, content: "k=${secrets.word}\\n", validate-group: web, validate: '%s; false' }
                  - { on: h1, file: /srv/g/b.conf, content: "plain\\n", validate-group: web }
                """.formatted(CHECK));
        Ran failed = work.apply();
        assertEquals(5, failed.code(), failed::toString);
        assertFalse(failed.toString().contains("hush-hush"), failed::toString);
        assertTrue(failed.out().contains("withheld"), failed::toString);
        assertEquals("old", host.exec("cat /srv/g/*"));
    }
}
