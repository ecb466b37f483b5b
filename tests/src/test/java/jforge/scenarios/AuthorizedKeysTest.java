package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may log in: nobody shuts the door behind themselves, and no user makes root write elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizedKeysTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMZjnknHyE0yQYw3Ryvbde60wQ9QuLsbKEc9fwnxl2nf";
    private static final String OLD =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKRzfBB7BaC356tvyvwNTOSnVTdCTtgVKRtcqsB/kSXA";

    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "authorized-keys");

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    private Ran apply() {
        Ran ran = work.apply();
        assertEquals(0, ran.code(), ran::toString);
        return ran;
    }

    @Test
    void theSessionsOwnKeyIsKept() {
        host.exec("echo '" + OLD + " old' >>/root/.ssh/authorized_keys");
        work.inventory(
                "resources:\n  - { on: h1, authorized-keys: root, exclusive: true, keys: \"" + KEY + " new\" }\n");
        Ran ran = apply();
        assertTrue(ran.out().contains("-> the session's own"), ran::toString);
        assertTrue(ran.out().contains("-ssh-ed25519 SHA256:") && ran.out().contains(" old\n"), ran::toString);
        assertEquals("2", host.exec("grep -c . /root/.ssh/authorized_keys"));
        work.settled();
        work.inventory("resources:\n  - { on: h1, authorized-keys: root, absent: true, source: client.pub }\n");
        work.write("client.pub", host.exec("grep -v ' new$' /root/.ssh/authorized_keys") + "\n");
        Ran refused = work.apply();
        assertEquals(4, refused.code(), refused::toString);
        assertTrue(refused.out().contains("let this very session in"), refused::toString);
    }

    /** By sudo the session is the login user's, not root's. */
    @Test
    void ofAnotherUserItIsRemoved() {
        work.inventory("name: shop\nhosts:\n  h1: { ssh: { user: jforge, become: sudo } }\nresources:\n"
                + "  - { on: h1, authorized-keys: sudopw, exclusive: true, keys: \"" + KEY + "\" }\n"
                + "  - { on: h1, authorized-keys: jforge, exclusive: true, keys: \"" + KEY + "\" }\n");
        apply();
        assertEquals(KEY, host.exec("cat /home/sudopw/.ssh/authorized_keys"));
        assertEquals("2", host.exec("grep -c . /home/jforge/.ssh/authorized_keys"));
        work.settled();
    }

    /** A user, its home and its keys in one run, root's own folder with it. */
    @Test
    void aUserIsMadeWithItsKeys() {
        work.inventory("resources:\n  - { on: h1, user: ana }\n"
                + "  - { on: h1, user: app, home: /srv/app, create-home: false }\n"
                + "  - { on: h1, directory: /srv/app }\n"
                + "  - { on: h1, authorized-keys: ana, exclusive: true, keys: \"" + KEY + "\" }\n"
                + "  - { on: h1, authorized-keys: app, keys: \"restrict " + KEY
                + "\", requires: [directory /srv/app] }\n");
        apply();
        assertEquals(
                "ana:700\nana:600\napp:700\napp:600\nroot:755",
                host.exec("cd /home/ana/.ssh && stat -c %U:%a . authorized_keys; cd /srv/app/.ssh && stat -c %U:%a ."
                        + " authorized_keys; stat -c %U:%a /srv/app"));
        work.settled();
    }

    /** While keys are written, their user swaps the folder for a link to root's: root's files stay as they are. */
    @Test
    void aUserWhoMakesLinksGainsNothing() {
        host.exec("useradd -m mallory; mkdir -p /srv/safe; echo mine >/srv/safe/authorized_keys; chmod 755 /srv/safe");
        host.exec(
                "printf '%s\\n' 'cd /home/mallory || exit' 'while [ ! -e stop ]; do' 'rm -rf .ssh; ln -s /srv/safe .ssh;"
                        + " rm -f .ssh; mkdir .ssh; done' >/srv/swap; "
                        + "su -s /bin/sh -c 'setsid sh /srv/swap >/dev/null 2>&1 &' mallory");
        work.inventory("resources:\n  - { on: h1, authorized-keys: mallory, keys: \"" + KEY + "\" }\n");
        for (int i = 0; i < 15; i++) {
            work.apply();
        }
        host.exec("touch /home/mallory/stop");
        assertEquals("mine\nroot:755 root:644", host.exec("cat /srv/safe/*; cd /srv/safe; echo $(stat -c %U:%a . *)"));
        assertEquals("authorized_keys", host.exec("ls -A /srv/safe"));
    }
}
