package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A setting holds now, after {@code sysctl --system}, and after a reboot, whatever other files say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelHoldsTest {
    private static final String APPLY_FILES = "sysctl -q --system; systemctl restart systemd-sysctl";

    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "holds");

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    /** What the host's distribution and its owner have said before. */
    private void files(Map<String, String> files) {
        host.exec(files.entrySet().stream()
                .map(file -> "mkdir -p $(dirname " + file.getKey() + ")\n"
                        + (file.getValue().startsWith("/")
                                ? "ln -s " + file.getValue() + " " + file.getKey() + "\n"
                                : "cat >" + file.getKey() + " <<'END'\n" + file.getValue() + "END\n"))
                .collect(Collectors.joining()));
    }

    private void wants(Map<String, String> settings, String more) {
        work.inventory(new TreeMap<>(settings)
                .entrySet().stream()
                        .map(e -> "  - { on: h1, sysctl: " + e.getKey() + ", value: \"" + e.getValue() + "\"" + more
                                + " }\n")
                        .collect(Collectors.joining("", "resources:\n", "")));
    }

    private Ran applied() {
        Ran ran = work.apply();
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("compared again: nothing left to change"), ran::toString);
        return ran;
    }

    private void holds(Map<String, String> settings, String when) {
        var running = new TreeMap<String, String>();
        for (String key : settings.keySet()) {
            running.put(key, host.exec("sysctl -n '" + key + "' | tr -s '\\t' ' '"));
        }
        assertEquals(new TreeMap<>(settings), running, when);
    }

    private void holdsEverywhere(Map<String, String> settings) {
        holds(settings, "applied");
        work.settled();
        host.exec(APPLY_FILES);
        holds(settings, "after sysctl --system and systemd-sysctl");
        host.restart();
        holds(settings, "after a reboot");
        work.settled();
    }

    @Test
    void overTheDistributionsFiles() {
        files(Map.of(
                "/usr/lib/sysctl.d/50-shipped.conf",
                """
                # shipped
                net.core.somaxconn = 128
                -net/ipv4/tcp_fin_timeout=20
                net.ipv4.conf.*.log_martians = 1
                net.ipv4.tcp_rmem=4096\t8192\t16384
                """,
                "/usr/lib/sysctl.d/60-masked.conf",
                "net.ipv4.tcp_retries2 = 3\n",
                "/etc/sysctl.d/60-masked.conf",
                "# instead of the shipped one\n",
                "/usr/lib/sysctl.d/99-zz.conf",
                "net.ipv4.tcp_syn_retries = 2\n",
                "/etc/sysctl.d/99-zz.conf",
                "/dev/null",
                "/usr/local/lib/sysctl.d/20-local.conf",
                "net.ipv4.tcp_max_syn_backlog = 77\n"));
        host.restart();
        holds(Map.of("net.core.somaxconn", "128", "net.ipv4.tcp_fin_timeout", "20"), "the files say so");
        var settings = Map.of(
                "net.core.somaxconn", "4096",
                "net.ipv4.tcp_fin_timeout", "31",
                "net.ipv4.conf.lo.log_martians", "0",
                "net.ipv4.conf.default.log_martians", "0",
                "net.ipv4.tcp_rmem", "4096 131072 6291456",
                "net.ipv4.tcp_retries2", "9",
                "net.ipv4.tcp_syn_retries", "4",
                "net.ipv4.tcp_max_syn_backlog", "2048",
                "net.ipv4.ip_local_reserved_ports", "8080,9148-9150");
        wants(settings, "");
        applied();
        holdsEverywhere(settings);
    }

    @Test
    void aLaterFileIsNamedAndAdopted() {
        files(Map.of(
                "/etc/sysctl.d/99-late.conf", """
                # the owner's
                net.ipv4.tcp_retries1 = 2
                net/ipv4/tcp_orphan_retries=5
                net.ipv4.conf.*.shared_media = 0
                """,
                "/etc/sysctl.conf", "net.ipv4.tcp_keepalive_probes=7\n"));
        var settings = Map.of(
                "net.ipv4.tcp_retries1", "4",
                "net.ipv4.tcp_keepalive_probes", "5",
                "net.ipv4.conf.lo.shared_media", "1");
        wants(settings, "");
        Ran refused = work.plan();
        assertEquals(4, refused.code(), refused::toString);
        says(refused, "/etc/sysctl.d/99-late.conf:2 sets it to 2 after /etc/sysctl.d/90-jforge.conf");
        says(refused, "sets it to 7 after /etc/sysctl.d/90-jforge.conf");
        says(refused, "adopt: true");
        assertEquals("3", host.exec("sysctl -n net.ipv4.tcp_retries1"));

        wants(settings, ", adopt: true");
        Ran adopted = applied();

        says(adopted, "net.ipv4.tcp_retries1 = 2 -> # net.ipv4.tcp_retries1 = 2");
        assertEquals(
                "# the owner's\n# net.ipv4.tcp_retries1 = 2\nnet/ipv4/tcp_orphan_retries=5\n"
                        + "net.ipv4.conf.*.shared_media = 0\n# net.ipv4.tcp_keepalive_probes=7",
                host.exec("cat /etc/sysctl.d/99-late.conf /etc/sysctl.conf"));
        assertEquals("../sysctl.conf", host.exec("readlink /etc/sysctl.d/99-sysctl.conf"));
        holdsEverywhere(settings);
        assertEquals("5", host.exec("sysctl -n net.ipv4.tcp_orphan_retries"));
    }

    @Test
    void aPackagesLaterFileIsNeverEdited() {
        String vendors = "net.ipv4.tcp_reordering = 9\n";
        files(Map.of("/usr/lib/sysctl.d/95-vendor.conf", vendors));
        var settings = Map.of("net.ipv4.tcp_reordering", "4");
        wants(settings, ", adopt: true");
        Ran refused = work.plan();
        assertEquals(4, refused.code(), refused::toString);
        says(refused, "/usr/lib/sysctl.d/95-vendor.conf:1 sets it to 9");
        says(refused, "file: /etc/sysctl.d/99-zz.conf");
        wants(settings, ", file: /etc/sysctl.d/99-zz-own.conf");
        applied();
        holdsEverywhere(settings);
        assertEquals(vendors.strip(), host.exec("cat /usr/lib/sysctl.d/95-vendor.conf"));
    }

    @Test
    void whatIsWrongIsSaidInWords() {
        work.inventory("""
                kernel:
                  - on: h1
                    settings: { net.ipv4.tcp_fin_timeout: soon, net.ipv4.tcp_congestion_control: nosuch, net.ipv4.tcp_sack: 0 }
                """);
        Ran failed = work.apply();
        assertEquals(5, failed.code(), failed::toString);
        says(failed, "the kernel does not take \"soon\" for this setting");
        says(failed, "the kernel does not take \"nosuch\" for this setting");
        assertEquals(
                "0\nnet.ipv4.tcp_sack = 0",
                host.exec("sysctl -n net.ipv4.tcp_sack; grep -h 'sack\\|soon\\|nosuch' /etc/sysctl.d/90-jforge.conf"));
        work.inventory("""
                kernel:
                  - on: h1
                    settings:
                      net.ipv4.tcp_sak: 0
                      net.core.default_qdisc: fq
                      net.core.rmem_max: 1000000
                      net.ipv4.conf.eth9.rp_filter: 1
                      net.ipv4.tcp_rmem: 4096 8192
                      kernel.panic: 10
                """);
        Ran refused = work.plan();
        assertEquals(4, refused.code(), refused::toString);
        says(refused, "this container has no /proc/sys/net/ipv4/tcp_sak: check the name");
        says(
                refused,
                "this container has no /proc/sys/net/core/default_qdisc: check the name, or set it on its machine");
        says(refused, "net.core.rmem_max is for reading alone in this container");
        says(refused, "no network interface eth9");
        says(refused, "net.ipv4.tcp_rmem holds more numbers than \"4096 8192\"");
        says(refused, "kernel.panic is one for the whole machine: it changes for all that run there");
    }

    @Test
    void aFileInADirectoryThatSomebodyMakes() {
        work.inventory("kernel: [ { on: h1, file: /srv/declared/x.conf, settings: { net.ipv4.tcp_dsack: 0 } } ]\n");
        Ran refused = work.plan();
        assertEquals(4, refused.code(), refused::toString);
        says(refused, "/srv/declared is no directory yet: declare it as one, or require what makes it");
        work.inventory("""
                kernel:
                  - { on: h1, file: /srv/declared/x.conf, settings: { net.ipv4.tcp_dsack: 0 } }
                resources:
                  - { on: h1, directory: /srv/declared }
                """);
        says(applied(), "warning: nothing here applies /srv/declared/x.conf at boot");
        assertEquals("net.ipv4.tcp_dsack = 0", host.exec("cat /srv/declared/x.conf"));
        work.settled();
    }

    private static void says(Ran ran, String text) {
        assertTrue(ran.out().contains(text), () -> "no \"" + text + "\" in\n" + ran);
    }
}
