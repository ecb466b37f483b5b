package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.Test;

/** Kernel settings on hosts that have no {@code sysctl}, or no other than that of procps or BusyBox. */
class KernelHostsTest {
    private static final String SETTINGS = """
            resources:
              - { on: h1, sysctl: net.ipv4.tcp_fin_timeout, value: 31 }
              - { on: h1, sysctl: net.ipv4.tcp_rmem, value: 4096 131072 6291456 }
              - { on: h1, sysctl: net.ipv4.conf.lo.log_martians, value: 1 }
            """;
    private static final String RUNNING = "cd /proc/sys/net/ipv4; cat tcp_fin_timeout tcp_rmem conf/lo/log_martians";
    private static final String WANTED = "31\n4096\t131072\t6291456\n1";

    private static String applied(Workplace work) {
        return applied(work, SETTINGS);
    }

    private static String applied(Workplace work, String settings) {
        work.inventory(settings);
        Ran ran = work.apply();
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("compared again: nothing left to change"), ran::toString);
        work.settled();
        return ran.out();
    }

    @Test
    void withoutAnySysctl() {
        try (TestHost host = TestHost.start();
                Workplace work = new Workplace(host, "no-sysctl")) {
            host.exec("rm /usr/sbin/sysctl; ! command -v sysctl");
            applied(work);
            assertEquals(WANTED, host.exec(RUNNING));
            host.restart();
            assertEquals(WANTED, host.exec(RUNNING));
            work.settled();
        }
    }

    /** An init that runs the sysctl of procps when it boots. */
    @Test
    void withProcpsOnly() {
        try (TestHost debian = TestHost.named("debian");
                TestHost host = TestHost.start(TestHost.BUSYBOX);
                Workplace work = new Workplace(host, "procps")) {
            host.exec("rm -f /sbin/sysctl; echo '" + debian.exec("base64 -w 0 /usr/sbin/sysctl")
                    + "' | base64 -d >/sbin/sysctl; chmod 755 /sbin/sysctl; /sbin/sysctl --version | grep procps;"
                    + " printf '::sysinit:/sbin/sysctl --system\\n' >>/etc/inittab");
            host.exec(
                    "mkdir -p /etc/sysctl.d /usr/lib/sysctl.d; echo net.ipv4.tcp_fin_timeout=20 >/usr/lib/sysctl.d/50-x.conf;"
                            + " echo net.ipv4.tcp_fin_timeout=21 >/etc/sysctl.d/80-x.conf");
            applied(work);
            assertEquals(WANTED, host.exec(RUNNING));
            host.exec("/sbin/sysctl -q --system");
            assertEquals(WANTED, host.exec(RUNNING));
            host.restart();
            assertEquals(WANTED, host.exec(RUNNING));
            work.settled();
        }
    }

    /** Nothing there reads our directory: that is said, and what is kept in the file that its sysctl reads holds. */
    @Test
    void withBusyBoxOnly() {
        String unread = "warning: nothing here applies /etc/sysctl.d/90-jforge.conf at boot: it holds until then";
        try (TestHost host = TestHost.start(TestHost.BUSYBOX);
                Workplace work = new Workplace(host, "busybox-sysctl")) {
            String told = applied(work);
            assertTrue(told.contains(unread), told);
            assertEquals(WANTED, host.exec(RUNNING));
            host.restart();
            Ran lost = work.plan();
            assertTrue(lost.out().contains("runtime  60 -> 31"), lost::toString);

            host.exec("echo '::sysinit:/sbin/sysctl -p' >>/etc/inittab");
            told = applied(work, SETTINGS.replace(" }", ", file: /etc/sysctl.conf }"));
            assertFalse(told.contains("warning"), told);
            host.restart();
            assertEquals(WANTED, host.exec(RUNNING));
            work.settled();
        }
    }
}
