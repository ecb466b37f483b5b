package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import jforge.question.Digest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A canary goes through a whole run; it must arrive in the files, and show nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsTest {
    private static final String CANARY = "c4n4ry-one";
    private static final String BEFORE = "c4n4ry-two";
    /** With what a shell, a format or JSON could trip over. */
    private static final String SECRET = CANARY + "'\"$HOME`id`\\n%s!";

    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "secrets");
    private Gate gate = Gate.on(host);

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    @Test
    void aSecretArrivesAndShowsNowhere() {
        host.exec("rm -rf /srv/secrets && mkdir -p /srv/secrets && umask 077 && echo password=" + BEFORE
                + " >/srv/secrets/previous");
        declare(gate.validate());
        for (String[] more : new String[][] {{}, {"-v", "--show-commands"}, {"--json", "--show-commands"}}) {
            Ran plan = jforge("plan", more);
            assertEquals(0, plan.code(), plan::toString);
            silent(plan);
        }
        Ran apply = applied();
        assertEquals(0, apply.code(), apply::toString);
        silent(apply);
        for (String file : new String[] {"content", "previous"}) {
            assertEquals("password=" + SECRET, host.exec("cat /srv/secrets/" + file));
        }
        assertEquals("user=x\npassword=" + SECRET, host.exec("cat /srv/secrets/template"));
        Ran again = jforge("plan", "--detailed-exitcode");
        assertEquals(0, again.code(), again::toString);
        kept();
    }

    /** A check that prints what it checks. */
    @Test
    void whatAFailingCheckSaysIsWithheld() {
        declare("cat %s; cat %s >&2; false");
        for (String[] more : new String[][] {{"--yes", "-v"}, {"--yes", "--json"}}) {
            host.exec("rm -f /srv/secrets/content; mkdir -p /srv/secrets");
            Ran failed = jforge("apply", more);
            assertEquals(5, failed.code(), failed::toString);
            assertTrue(failed.out().contains("(withheld)"), failed::toString);
            silent(failed);
        }
        kept();
    }

    /** While the new file waits for its check, all of the host is looked over. */
    private Ran applied() {
        try (SecondJvm jvm = SecondJvm.jforge(work.words("apply", "--yes", "-v"), Map.of("JFORGE_CANARY", SECRET))) {
            gate.awaitArrival();
            assertTrue(host.exec("cat /srv/secrets/.content.jforge-new").contains(CANARY));
            // every argument and environment; the bracket keeps grep's own from counting
            assertEquals(
                    "0",
                    host.exec("cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | grep -ac 'c4n4r[y]' || :"));
            assertEquals(
                    "",
                    host.exec(
                            "su sudopw -s /bin/sh -c \"grep -rlas 'c4n4r[y]' /srv /etc /run /tmp /var/tmp /var/lib /home"
                                    + " /root /dev/shm\" || :"));
            gate.letThrough();
            return jvm.ended();
        }
    }

    /** Neither the ledger nor a log keeps it. */
    private void kept() {
        assertEquals("", host.exec("grep -rla 'c4n4r[y]' /var/lib/jforge /var/log /tmp /var/tmp /run/user || :"));
        assertEquals("0", host.exec("journalctl --no-pager -o json | grep -c 'c4n4r[y]' || :"));
        work.clean();
    }

    private static void silent(Ran ran) {
        String all = ran.out() + ran.err();
        assertFalse(all.contains(CANARY), all);
        assertFalse(all.contains(BEFORE), all);
        // a digest that could be tried out would do as well
        assertFalse(all.contains(Digest.of("password=" + SECRET + "\n").substring(0, 12)), all);
        assertFalse(all.contains(Digest.of("password=" + BEFORE + "\n").substring(0, 12)), all);
    }

    private Ran jforge(String command, String... more) {
        try (SecondJvm jvm = SecondJvm.jforge(work.words(command, more), Map.of("JFORGE_CANARY", SECRET))) {
            return jvm.ended();
        }
    }

    private void declare(String validate) {
        work.write("templates/t.ftl", "user=x\npassword=${with.password}\n");
        work.inventory("""
                name: shop
                hosts:
                  h1: {}
                ssh: { user: jforge, become: sudo }
                secrets:
                  canary: { env: JFORGE_CANARY }
                resources:
                  - on: h1
                    file: /srv/secrets/previous
                    content: "password=${secrets.canary}\\n"
                  - on: h1
                    file: /srv/secrets/template
                    template: t.ftl
                    with: { password: "${secrets.canary}" }
                    mode: 0600
                  - on: h1
                    file: /srv/secrets/content
                    content: "password=${secrets.canary}\\n"
                    mode: 0600
                    validate: '%s'
                """.formatted(validate.replace("'", "''")));
    }
}
