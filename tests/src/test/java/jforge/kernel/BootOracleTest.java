package jforge.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import jforge.hosts.Counts;
import jforge.hosts.TestHost;
import jforge.kernel.BootCase.Expected;
import jforge.kernel.BootCase.Node;
import jforge.kernel.BootFiles.Found;
import jforge.kernel.BootHost.Outcome;
import jforge.resource.UnreadableException;
import org.junit.jupiter.api.Test;

/** What is said of files, against what the distribution's own programs make of the same files in a real kernel. */
class BootOracleTest {
    private static final String SYSTEMD = "/lib/systemd/systemd-sysctl";
    private static final String PROCPS = "sysctl --system";
    private static final int REBOOTS = 5;
    private static final int RANDOM_FILES = 1000;

    @Test
    void cases() throws UnreadableException {
        List<BootCase> cases = BootCase.all();
        try (BootHost host = debian(BootUniverse.INTERFACES)) {
            List<Outcome> outcomes =
                    host.outcomes(cases.stream().map(BootCase::files).toList(), List.of(SYSTEMD, PROCPS));
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                BootCase one = cases.get(i);
                Outcome outcome = outcomes.get(i);
                assertEquals(
                        Set.of(Applier.SYSTEMD, Applier.PROCPS_4),
                        outcome.found().appliers());
                compare(
                        one.name() + ", systemd",
                        said(host, outcome.found(), Applier.SYSTEMD),
                        outcome.values().get(SYSTEMD),
                        wrong);
                compare(
                        one.name() + ", procps",
                        said(host, outcome.found(), Applier.PROCPS_4),
                        outcome.values().get(PROCPS),
                        wrong);
                compare(
                        one.name() + ", systemd as written",
                        expected(host, one, Expected.SYSTEMD),
                        outcome.values().get(SYSTEMD),
                        wrong);
                compare(
                        one.name() + ", procps as written",
                        expected(host, one, Expected.PROCPS),
                        outcome.values().get(PROCPS),
                        wrong);
            }
            assertEquals(List.of(), wrong);
            System.out.printf(
                    "boot oracle: %d cases, each by systemd-sysctl and by sysctl --system, %d keys compared%n",
                    cases.size(), cases.size() * 2 * host.start().size());
        }
    }

    @Test
    void reboots() throws UnreadableException {
        List<BootCase> cases = BootCase.all().stream().filter(BootCase::reboot).toList();
        cases = cases.subList(0, Counts.of(REBOOTS, cases.size()));
        try (BootHost host = debian(List.of())) {
            Map<SysctlKey, String> fresh = host.now();
            List<String> wrong = new ArrayList<>();
            for (BootCase one : cases) {
                host.lay(one.files());
                Map<SysctlKey, String> said = new LinkedHashMap<>(fresh);
                said.putAll(BootSettingsTest.changed(host.found().afterBoot(), Applier.SYSTEMD));
                said.keySet().retainAll(fresh.keySet());
                host.host().restart();
                compare(one.name(), said, host.now(), wrong);
                assertTrue(!said.equals(fresh)
                        || one.expected().get(Expected.SYSTEMD_AFTER_BOOT).isEmpty());
            }
            assertEquals(List.of(), wrong);
            System.out.printf("boot oracle: %d boots, %d keys compared%n", cases.size(), cases.size() * fresh.size());
        }
    }

    @Test
    void randomFiles() throws UnreadableException {
        List<String> interfaces =
                IntStream.range(0, 40).mapToObj("jf%02d"::formatted).toList();
        int seeds = Counts.of(3, 60);
        int files = 0;
        int compared = 0;
        double slowest = 0;
        List<String> wrong = new ArrayList<>();
        try (BootHost host = debian(interfaces)) {
            for (int seed = 1; seed <= seeds; seed++) {
                RandomBootFiles random = new RandomBootFiles(
                        new Random(seed), List.copyOf(host.start().keySet()));
                List<Map<String, Node>> layouts = new ArrayList<>(List.of(random.files(RANDOM_FILES, 5)));
                IntStream.range(0, 40).forEach(i -> layouts.add(random.files(8, 60)));
                List<Outcome> outcomes = host.outcomes(layouts, List.of(SYSTEMD, PROCPS));
                for (int i = 0; i < outcomes.size(); i++) {
                    Outcome outcome = outcomes.get(i);
                    String name = "seed " + seed + ", layout " + i;
                    compare(
                            name + ", systemd",
                            said(host, outcome.found(), Applier.SYSTEMD),
                            outcome.values().get(SYSTEMD),
                            wrong);
                    compare(
                            name + ", procps",
                            said(host, outcome.found(), Applier.PROCPS_4),
                            outcome.values().get(PROCPS),
                            wrong);
                    files += layouts.get(i).size();
                    compared += 2 * host.start().size();
                }
                if (seed == 1) {
                    host.lay(layouts.get(0));
                    slowest = host.secondsToAsk();
                }
            }
        }
        assertEquals(List.of(), wrong);
        System.out.printf(
                "boot oracle: %d seeds, %d layouts each, the first of %d files; %d files, %d keys compared; question over %d files: %.0f ms%n",
                seeds, 41, RANDOM_FILES, files, compared, RANDOM_FILES, slowest * 1000);
    }

    @Test
    void busyBox() throws UnreadableException {
        List<Map<String, Node>> layouts = List.of(
                        "net.ipv4.tcp_fin_timeout = 11\n# net.ipv4.tcp_fin_timeout = 12\nnet.ipv4.tcp_keepalive_time=13",
                        "net.ipv4.tcp_fin_timeout 11\nnet/ipv4/tcp_keepalive_time =\t13\n;net.ipv4.tcp_fin_timeout = 12\n",
                        "net.ipv4.tcp_fin_timeout = 1\\\n1\nnet.ipv4.tcp_keepalive_* = 13\n",
                        "-net.ipv4.tcp_fin_timeout = 11\nnet.ipv4.conf.jf.1.tag = 14\nnet.ipv4.conf.jf/1.medium_id = 15\n",
                        "\t net.ipv4.tcp_fin_timeout =\t11 \t\n=net.ipv4.tcp_keepalive_time = 12\nnet.ipv4.tcp_keepalive_intvl\n",
                        "net.ipv4.tcp_rmem = 4096 20000\t40000\nnet.ipv4.tcp_fin_timeout = 11\nnet.ipv4.tcp_fin_timeout = 12\n")
                .stream()
                .map(text -> Map.<String, Node>of(
                        "/etc/sysctl.conf",
                                new BootCase.Content(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        "/etc/sysctl.d/90-a.conf",
                                new BootCase.Content("net.ipv4.tcp_max_reordering = 310\n"
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .toList();
        List<String> wrong = new ArrayList<>();
        try (BootHost host = new BootHost(TestHost.start(TestHost.BUSYBOX), BootUniverse.INTERFACES)) {
            List<Outcome> outcomes = host.outcomes(layouts, List.of("sysctl -p"));
            for (int i = 0; i < outcomes.size(); i++) {
                Outcome outcome = outcomes.get(i);
                assertEquals(Set.of(Applier.BUSYBOX), outcome.found().appliers());
                compare(
                        "layout " + i,
                        said(host, outcome.found(), Applier.BUSYBOX),
                        outcome.values().get("sysctl -p"),
                        wrong);
            }
        }
        assertEquals(List.of(), wrong);
        System.out.printf("boot oracle: %d layouts by BusyBox%n", layouts.size());
    }

    /** A host of its own, with procps and nothing of the tests of others. */
    private static BootHost debian(List<String> interfaces) {
        TestHost host = TestHost.start();
        host.exec("command -v sysctl >/dev/null || { apt-get update && apt-get install -y procps; } >&2");
        return new BootHost(host, interfaces);
    }

    private static Map<SysctlKey, String> said(BootHost host, Found found, Applier applier) {
        BootSettings settings = BootSettings.of(found, applier);
        Map<SysctlKey, String> said = new LinkedHashMap<>(host.start());
        said.replaceAll((key, value) ->
                settings.effective(key).map(a -> SysctlKey.fold(a.value())).orElse(value));
        return said;
    }

    private static Map<SysctlKey, String> expected(BootHost host, BootCase one, Expected of) {
        Map<SysctlKey, String> expected = new LinkedHashMap<>(host.start());
        expected.putAll(one.expected().get(of));
        return expected;
    }

    private static void compare(
            String name, Map<SysctlKey, String> said, Map<SysctlKey, String> real, List<String> wrong) {
        assertEquals(said.keySet(), real.keySet(), name);
        said.forEach((key, value) -> {
            if (!value.equals(real.get(key))) {
                wrong.add(name + ": " + key.dotted() + " said " + value + ", is " + real.get(key));
            }
        });
    }
}
