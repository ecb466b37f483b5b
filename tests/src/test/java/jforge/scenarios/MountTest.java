package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A disk by its UUID, what lies below its mount point, and what keeps it from being taken away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MountTest {
    private static final String UUID = "0b7c0a9c-6a0e-4f4d-8d0f-2f3f1f6a6a11";

    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "mount");

    @BeforeAll
    void disk() {
        host.exec(
                "truncate -s 16M /var/disk.img && mkfs.ext4 -qU " + UUID + " /var/disk.img && losetup -f /var/disk.img"
                        + " && mkdir -p /srv/data && : >/srv/data/old && : >/srv/data/.old && printf '# mine\\n' >/etc/fstab");
    }

    @AfterAll
    void end() {
        host.exec("umount /srv/data 2>/dev/null; losetup -D");
        work.close();
        host.close();
    }

    private Ran run(int code, String resources) {
        work.inventory("resources:\n" + resources);
        Ran ran = work.apply();
        assertEquals(code, ran.code(), ran::toString);
        return ran;
    }

    private static String mount(String options) {
        return "  - { on: h1, mount: /srv/data, source: UUID=" + UUID + ", type: ext4, options: [" + options + "] }\n";
    }

    @Test
    void aDiskAndWhatIsOnIt() {
        String below = "  - { on: h1, file: /srv/data/f, content: \"on the disk\\n\" }\n"
                + "  - { on: h1, directory: /srv/data, mode: \"0710\" }\n";
        Ran made = run(0, mount("noatime, nofail") + below);
        assertTrue(made.out().contains("hides") && made.out().contains("2 entries in /srv/data"), made::toString);
        assertTrue(made.out().contains("? file /srv/data/f"), made::toString);
        work.settled();
        assertEquals(
                "# mine\nUUID=" + UUID + " /srv/data ext4 noatime,nofail 0 0\n710\nf lost+found",
                host.exec("cat /etc/fstab; stat -c %a /srv/data; echo $(ls -A /srv/data)"));
        // changed options are remounted, with files open
        host.exec("cd /srv/data && setsid sleep 1000 >/dev/null 2>&1 </dev/null & echo $! >/run/holder");
        Ran other = run(0, mount("noexec, nofail") + below);
        assertTrue(other.out().contains("noatime,rw -> noexec,nofail"), other::toString);
        assertTrue(other.out().endsWith("changed: 1\n"), other::toString);
        work.settled();
        assertTrue(host.exec("grep ' /srv/data ' /proc/mounts").contains("noexec"));
        // in use: it stays, and who uses it is said
        Ran held = run(5, "  - { on: h1, mount: /srv/data, absent: true }\n");
        assertTrue(held.out().contains("it is used by") && held.out().contains("sleep (process"), held::toString);
        assertEquals("1", host.exec("grep -c ' /srv/data ' /proc/mounts"));
        host.exec("kill $(cat /run/holder); while kill -0 $(cat /run/holder) 2>/dev/null; do sleep 0.1; done");
        run(0, "  - { on: h1, mount: /srv/data, absent: true }\n");
        assertEquals("# mine\n.old old", host.exec("cat /etc/fstab; echo $(ls -A /srv/data)"));
        work.settled();
    }

    @Test
    void aDiskThatIsNotThereIsRefused() {
        Ran refused = run(
                4,
                "  - { on: h1, mount: /srv/none, source: LABEL=nowhere, type: ext4 }\n"
                        + "  - { on: h1, file: /srv/none/f, content: \"x\" }\n");
        assertTrue(refused.out().contains("there is no LABEL=nowhere on the host"), refused::toString);
        assertEquals("", host.exec("ls -d /srv/none 2>/dev/null || :"));
    }
}
