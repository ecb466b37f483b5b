package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code kernel:} on a real host: profiles applied, what is told of a setting, and what doesn't fit together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelSectionTest {
    private static final String OWN = "/etc/sysctl.d/90-jforge.conf";
    private static final String VENDOR = "/usr/lib/sysctl.d/10-vendor.conf";
    private static final String LISTENER = "/etc/nginx/conf.d/shop.conf";

    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "section");

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    private String explained(String key) {
        Ran ran = work.run("explain", "h1", "kernel", key);
        assertEquals(0, ran.code(), ran::toString);
        return ran.out().replace(work.folder() + "/", "");
    }

    private Ran applied() {
        Ran ran = work.apply();
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("compared again: nothing left to change"), ran::toString);
        return ran;
    }

    @Test
    void theChainIsToldBeforeAndAfter() {
        host.exec("rm -f " + OWN + "; printf 'net.ipv4.tcp_timestamps = 1\\nnet.ipv4.tcp_sack = 1\\n' >" + VENDOR
                + "; sysctl -qw net.ipv4.tcp_timestamps=1 net.ipv4.tcp_window_scaling=1");
        work.write("profiles/team.yaml", """
                name: team
                version: 3
                summary: What the shop needs.
                settings:
                  net.ipv4.tcp_timestamps:
                    value: 1
                    reason: the shop counts on them
                    source: https://docs.example.org/shop
                  net.core.somaxconn:
                    value: 1024
                    reason: bursts at noon
                    cost: 1 MB at most
                    source: https://docs.example.org/shop
                """);
        work.inventory("""
                kernel:
                  - { on: h1, profile: [ legacy-middlebox, team ] }
                  - { on: h1, settings: { net.core.somaxconn: 2048 } }
                """);
        String before = explained("net.ipv4.tcp_timestamps");
        System.out.println(before);
        assertTrue(before.startsWith("""
                kernel net.ipv4.tcp_timestamps on h1: 1
                  inventory
                  * 0  (site.yaml:5:26)  profile legacy-middlebox 1
                    1  (site.yaml:5:44)  profile team 3, overruled by profile legacy-middlebox 1 in site.yaml:5:26
                  boot, by systemd-sysctl
                  * 1  (/usr/lib/sysctl.d/10-vendor.conf:1)  counts
                """), before);
        assertTrue(
                before.contains(
                        "the kernel has 1 now, and the next boot and sysctl --system make it 1 by " + VENDOR + ":1"),
                before);

        Ran ran = applied();
        System.out.println(ran.out());
        for (String said : new String[] {
            "profile legacy-middlebox 1: ",
            "costs: no windows over 64 KB",
            "profile legacy-middlebox 1 wins over profile team 3 in",
            "settings wins over profile team 3 in"
        }) {
            assertTrue(ran.out().contains(said), said + " is missing in " + ran);
        }
        assertEquals(
                "0 0 2048",
                host.exec("cd /proc/sys/net; echo $(cat ipv4/tcp_timestamps ipv4/tcp_window_scaling core/somaxconn)"));
        work.settled();

        String after = explained("net/ipv4/tcp_timestamps");
        System.out.println(after);
        assertTrue(after.startsWith("kernel net/ipv4/tcp_timestamps on h1: 0\n"), after);
        assertTrue(after.contains("\n    1  (" + VENDOR + ":1)  overridden by " + OWN + ":"), after);
        assertTrue(after.contains("\n  * 0  (" + OWN + ":"), after);
        assertTrue(after.contains("\n  now\n  * 0  (/proc/sys/net/ipv4/tcp_timestamps)\n"), after);
        assertTrue(after.endsWith("\n  all of it as the inventory wants it\n"), after);

        Ran json = work.run("explain", "h1", "kernel", "net.ipv4.tcp_timestamps", "--json");
        assertTrue(json.out().contains("\"stage\" : \"boot, by systemd-sysctl\""), json::toString);
        assertTrue(json.out().contains("\"place\" : \"" + VENDOR + ":1\""), json::toString);
    }

    @Test
    void whatAPlanWouldRefuseIsToldAndAdopted() {
        String late = "/etc/sysctl.d/99-late.conf";
        host.exec("rm -f " + OWN + "; printf '# late\\nnet.ipv4.tcp_ecn = 0\\n' >" + late);
        String want = "kernel:\n  - { on: h1, settings: { net.ipv4.tcp_ecn: 1 }, absent: { net.ipv4.tcp_dsack: 0 } }\n";
        work.inventory(want);
        String refused = explained("net.ipv4.tcp_ecn");
        System.out.println(refused);
        assertTrue(refused.contains("; jforge plan refuses it: ") && refused.contains(late), refused);
        work.inventory(want.replace(" }\n", ", adopt: true }\n"));
        applied();
        assertEquals(
                "# late|# net.ipv4.tcp_ecn = 0|1|0",
                host.exec("cat " + late
                        + " /proc/sys/net/ipv4/tcp_ecn /proc/sys/net/ipv4/tcp_dsack | tr '\\n' '|' | sed 's/|$//'"));
        work.settled();
        assertTrue(explained("net.ipv4.tcp_ecn").endsWith("  all of it as the inventory wants it\n"));
        String absent = explained("net.ipv4.tcp_dsack");
        System.out.println(absent);
        assertTrue(
                absent.contains("\n  * absent, 0 now  (site.yaml:5:") && absent.endsWith("as the inventory wants it\n"),
                absent);
        host.exec("rm -f " + late + "; sysctl -qw net.ipv4.tcp_dsack=1");
    }

    @Test
    void whatIsNotDeclaredIsToldAsWell() {
        host.exec("printf 'net.ipv4.tcp_sack = 1\\n' >" + VENDOR);
        work.inventory("kernel:\n  - { on: h1, settings: { net.ipv4.tcp_fin_timeout: 42 } }\n");
        String sack = explained("net.ipv4.tcp_sack");
        System.out.println(sack);
        assertTrue(
                sack.contains(
                        "  nothing in the inventory declares it; the kernel has 1 now, and the next boot and sysctl --system make it 1 by "
                                + VENDOR + ":1"),
                sack);
        assertFalse(sack.contains("\n  inventory\n"), sack);
        assertTrue(
                explained("net.ipv4.tcp_nothing")
                        .contains("this kernel has no /proc/sys/net/ipv4/tcp_nothing; check the name"),
                explained("net.ipv4.tcp_nothing"));
        Ran bad = work.run("explain", "h1", "kernel", "tcp_sack");
        assertEquals(1, bad.code());
        assertEquals(
                "explain: \"tcp_sack\" is no setting's name: such as net.ipv4.tcp_timestamps",
                bad.err().strip());
        Ran nobody = work.run("explain", "h2", "kernel", "net.ipv4.tcp_sack");
        assertEquals(
                "explain: there is no host \"h2\"; did you mean \"h1\"?",
                nobody.err().strip());
    }

    @Test
    void aHostThatIsNotReachedIsSaidSo() {
        work.inventory("name: shop\nhosts:\n  h1: {}\n  gone: { address: 127.0.0.1, ssh: { port: 1 } }\n"
                + "kernel: { on: all, profile: legacy-middlebox }\n");
        Ran ran = work.run("explain", "gone", "kernel", "net.ipv4.tcp_sack");
        assertEquals(3, ran.code(), ran::toString);
        assertTrue(ran.err().startsWith("jforge: gone") && !ran.err().contains("Exception"), ran::toString);
    }

    @Test
    void aBacklogThatTheKernelCutsIsWarnedOf() {
        host.exec("rm -rf /etc/nginx; mkdir -p /etc/nginx/conf.d; sysctl -qw net.core.somaxconn=128");
        String file = """
                resources:
                  - on: h1
                    file: %s
                    content: |
                      server {
                        listen 80 backlog=4096;
                      }
                """.formatted(LISTENER);
        work.inventory(file);
        String warned = "listen 80 of nginx asks for a backlog of 4096 (" + LISTENER + ":2, declared in "
                + work.folder()
                + "/site.yaml:5:5), and the kernel cuts it to 128, net.core.somaxconn (what the host has"
                + " now; nothing here sets it); set net.core.somaxconn to 4096 or more under kernel:, or ask for less";
        Ran ran = applied();
        System.out.println(ran.out());
        assertTrue(folded(ran).contains(warned), ran::toString);
        Ran again = work.plan();
        assertEquals(0, again.code(), again::toString);
        assertTrue(folded(again).contains(warned), "nothing is to change, and it is warned of: " + again);

        work.inventory("kernel:\n  - { on: h1, settings: { net.core.somaxconn: 512 } }\n" + file);
        Ran declared = work.plan();
        assertTrue(
                folded(declared).contains("cuts it to 512, net.core.somaxconn (" + work.folder() + "/site.yaml:5:27)"),
                declared::toString);
        work.inventory("kernel:\n  - { on: h1, profile: pool-host, except: h2 }\n".replace(", except: h2", "")
                + file.replace("4096", "511"));
        assertFalse(work.plan().out().contains("asks for a backlog"));
    }

    private static String folded(Ran ran) {
        return ran.out().replaceAll("\\s+", " ");
    }
}
