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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of kernel settings is not done, and what a plan says of it, on a host that is a container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SysctlRefusalsTest {
    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "sysctl-refusals");

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    @BeforeEach
    void afresh() {
        host.exec("rm -f /etc/sysctl.d/90-jforge.conf /usr/lib/sysctl.d/95-theirs.conf /run/sysctl.d/95-made.conf"
                + " /etc/sysctl.d/60-link.conf; echo 60 >/proc/sys/net/ipv4/tcp_fin_timeout");
    }

    /** Nothing of it reaches a host. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sysctl: net.ipv4.route.flush, value: 1      | net.ipv4.route.flush empties the route cache
            sysctl: vm.drop_caches, value: 3            | vm.drop_caches drops caches
            sysctl: vm.swappiness                       | "value" is missing, or absent: true
            sysctl: vm.swappiness, value: 1, default: 2 | "default" goes with absent: true only
            sysctl: vm.swappiness, value: 1, absent: true | what is absent has no "value"
            """)
    void theInventoryIsWrong(String declared, String said) {
        work.inventory("resources:\n  - { on: h1, " + declared + " }\n");
        Ran plan = work.plan();
        assertTrue(plan.err().contains("site.yaml:5:") && plan.err().contains(said), plan::toString);
    }

    @Test
    void twoNamesOfOneSettingAgree() {
        work.inventory("""
                resources:
                  - { on: h1, sysctl: net.ipv4.ip_forward, value: 1 }
                  - { on: h1, sysctl: net.ipv4.conf.all.forwarding, value: 0 }
                  - { on: h1, sysctl: net.ipv4.conf.eth0/100.rp_filter, value: 1 }
                  - { on: h1, sysctl: net/ipv4/conf/eth0.100/rp_filter, value: 2 }
                """);
        Ran plan = work.plan();
        assertTrue(plan.err().contains("is declared twice on h1, differently"), plan::toString);
        work.inventory("""
                resources:
                  - { on: h1, sysctl: net.ipv4.ip_forward, value: 1 }
                  - { on: h1, sysctl: net.ipv4.conf.all.forwarding, value: 0 }
                """);
        plan = work.plan();
        assertTrue(plan.err().contains("are one setting, which is 0 here and 1 there"), plan::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vm.swappiness, value: 61                      | :  | this host is a container, and vm.swappiness is one for the whole machine
            vm.swappiness, value: 61                      | :  | --allow sysctl/vm.swappiness
            net.ipv4.tcp_allowed_congestion_control, value: x | : | for reading alone in this container
            kernel.init_private_helper, value: 1          | :  | refused
            net.ipv4.no_such, value: 1                    | :  | this container has no /proc/sys/net/ipv4/no_such: check the name
            net.ipv4.conf.eth9/100.rp_filter, value: 1    | :  | no network interface eth9.100
            net.ipv4.tcp_rmem, value: 4096                | :  | holds more numbers than "4096"
            net.core.default_qdisc, value: fq             | :  | a container can't load modules: load sch_fq on its machine
            net.ipv4.tcp_fin_timeout, value: 31           | echo 'net.ipv4.tcp_fin_timeout = 9' >/usr/lib/sysctl.d/95-theirs.conf | /usr/lib/sysctl.d/95-theirs.conf:1 sets it to 9 after
            'net.ipv4.tcp_fin_timeout, value: 31, adopt: true' | echo 'net.ipv4.tcp_fin_timeout = 9' >/usr/lib/sysctl.d/95-theirs.conf | that file is a package's: hide it by a /etc/sysctl.d/95-theirs.conf
            'net.ipv4.tcp_fin_timeout, value: 31, adopt: true' | mkdir -p /run/sysctl.d; echo 'net.ipv4.tcp_fin_timeout = 9' >/run/sysctl.d/95-made.conf | made anew at each boot
            'net.ipv4.tcp_fin_timeout, value: 31, file: /etc/sysctl.d/60-link.conf' | ln -s 61 /etc/sysctl.d/60-link.conf | is a symbolic link: name the file it leads to
            """)
    void thePlanRefuses(String declared, String before, String said) {
        host.exec(before);
        work.inventory("resources:\n  - { on: h1, sysctl: " + declared + " }\n");
        Ran plan = work.plan();
        assertEquals(4, plan.code(), plan::toString);
        assertTrue(plan.out().contains(said), plan::toString);
    }

    @Test
    void aMountForReadingAloneIsNamed() {
        host.exec("mount --bind /proc/sys /proc/sys; mount -o remount,bind,ro /proc/sys");
        try {
            work.inventory("resources:\n  - { on: h1, sysctl: net.ipv4.tcp_fin_timeout, value: 31 }\n");
            Ran plan = work.plan();
            assertEquals(4, plan.code(), plan::toString);
            assertTrue(plan.out().contains("/proc/sys is mounted for reading alone here"), plan::toString);
        } finally {
            host.exec("umount /proc/sys");
        }
    }

    /** What the kernel refuses is never kept, and costs the others nothing; what it rounds is told, and settled. */
    @Test
    void theKernelHasTheLastWord() {
        work.inventory("""
                resources:
                  - { on: h1, sysctl: net.ipv4.tcp_congestion_control, value: no-such }
                  - { on: h1, sysctl: net.ipv4.tcp_fin_timeout, value: 31 }
                  - { on: h1, sysctl: net.ipv4.tcp_invalid_ratelimit, value: 503 }
                  - { on: h1, sysctl: net.ipv4.conf.eth0.rp_filter, value: 0 }
                  - { on: h1, sysctl: net.ipv4.conf.all.rp_filter, value: 1 }
                """);
        Ran apply = work.apply();
        assertEquals(5, apply.code(), apply::toString);
        assertTrue(apply.out().contains("No such file or directory"), apply::toString);
        String kept = host.exec("cat /etc/sysctl.d/90-jforge.conf");
        assertFalse(kept.contains("no-such"), kept);
        assertTrue(kept.contains("net.ipv4.tcp_fin_timeout = 31\n"), kept);
        Ran plan = work.run("plan");
        assertTrue(plan.out().contains("the kernel stores 504 for 503"), plan::toString);
        assertTrue(plan.out().contains("the kernel takes the greater of the two: for eth0 it is 1"), plan::toString);
        work.inventory(
                "resources:\n  - { on: h1, sysctl: net.ipv4.tcp_invalid_ratelimit, value: 503 }\n"
                        + "  - { on: h1, sysctl: net/ipv4/tcp_fin_timeout, value: 0x1f, file: /etc/sysctl.d/60-jforge.conf }\n");
        assertEquals(0, work.apply().code());
        work.settled();
    }

    @Test
    void whatGoesSaysWhatStays() {
        work.inventory("resources:\n  - { on: h1, sysctl: net.ipv4.tcp_fin_timeout, value: 31 }\n");
        assertEquals(0, work.apply().code());
        work.inventory("resources:\n  - { on: h1, sysctl: net.ipv4.tcp_fin_timeout, absent: true }\n");
        Ran apply = work.apply();
        assertEquals(0, apply.code(), apply::toString);
        assertTrue(apply.out().contains("the kernel keeps 31 until the next boot"), apply::toString);
        String left = host.exec("cat /proc/sys/net/ipv4/tcp_fin_timeout; ls /etc/sysctl.d/90* 2>/dev/null || :");
        assertEquals("31", left.strip());
        work.settled();
    }

    /** The kernel has it already, so that nothing changes for others but what this host's next boot does. */
    @Test
    void whatIsTheWholeMachinesIsAllowedByName() {
        String now = host.exec("cat /proc/sys/vm/swappiness").strip();
        work.inventory("resources:\n  - { on: h1, sysctl: vm.swappiness, value: " + now + " }\n");
        Ran plan = work.plan();
        assertEquals(4, plan.code(), plan::toString);
        String id = plan.out().replaceFirst("(?s).*\nplan ([0-9a-f]+):.*", "$1");
        Ran apply = work.run("apply", "--yes", "--allow", "sysctl/vm.swappiness@" + id);
        assertEquals(0, apply.code(), apply::toString);
        assertEquals(
                "vm.swappiness = " + now,
                host.exec("cat /etc/sysctl.d/90-jforge.conf").strip());
        work.settled();
    }
}
