package jforge.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import jforge.cli.InProcess;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import jforge.transport.RoundTripsTest.Trips;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What 1,000 kernel settings cost, beside one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManySettingsTest {
    private static final int MANY = 1000;

    /** Of an interface; each takes any number, and a fresh one is 0 or 1. */
    private static final List<String> NAMES = List.of(
            "accept_local",
            "accept_redirects",
            "accept_source_route",
            "arp_accept",
            "arp_announce",
            "arp_filter",
            "arp_ignore",
            "arp_notify",
            "bootp_relay",
            "disable_policy",
            "disable_xfrm",
            "drop_gratuitous_arp",
            "ignore_routes_with_linkdown",
            "log_martians",
            "promote_secondaries",
            "proxy_arp_pvlan",
            "route_localnet",
            "send_redirects",
            "shared_media",
            "src_valid_mark");

    @TempDir
    Path dir;

    private final TestHost host = TestHost.start();
    private final Connector connector = new Connector();
    private Shell probe;

    /** @param started processes, sshd's and the login's among them */
    private record Cost(double seconds, int started) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f s, %d processes", seconds, started);
        }
    }

    @BeforeAll
    void interfaces() throws IOException {
        host.exec("i=0; while [ $i -lt " + MANY / NAMES.size()
                + " ]; do echo \"link add many$i type bridge\"; i=$((i + 1)); done | ip -batch -");
        probe = connector.connect(host.target());
    }

    @AfterAll
    void end() {
        probe.close();
        connector.close();
        host.close();
    }

    @Test
    void aThousandTakeTheRoundTripsOfOne() throws IOException {
        Trips[] trips = new Trips[2];
        Cost oneApplied = cost(() -> trips[0] = RoundTripsTest.run(host, settings(1, 1), true));
        Cost onePlanned = cost(this::planOfNothing);
        Cost applied = cost(() -> trips[1] = RoundTripsTest.run(host, settings(MANY, 3), true));
        Cost planned = cost(this::planOfNothing);
        System.out.printf(
                "| settings | plan of nothing | plan, apply, plan | round trips |%n| --: | --- | --- | --- |%n");
        System.out.printf("| 1 | %s | %s | %s |%n", onePlanned, oneApplied, trips[0]);
        System.out.printf("| %d | %s | %s | %s |%n", MANY, planned, applied, trips[1]);
        assertEquals(trips[0], trips[1]);
        assertTrue(planned.started() - onePlanned.started() <= 20, onePlanned + ", then " + planned);
        assertTrue(applied.started() <= 10 * MANY, applied::toString);
        assertEquals(
                "1000",
                host.exec("cd /proc/sys/net/ipv4/conf; for n in " + String.join(" ", NAMES)
                        + "; do cat many*/$n; done | grep -c 3"));
    }

    private void planOfNothing() {
        Ran ran = InProcess.jforge(
                "plan",
                dir.resolve("many.yaml").toString(),
                "--ssh-config",
                host.sshConfig().toString());
        assertTrue(ran.out().contains("nothing to change"), ran::toString);
    }

    private Path settings(int count, int value) throws IOException {
        StringBuilder text = new StringBuilder("name: many\nhosts: { h1: {} }\nresources:\n");
        for (int i = 0; i < count; i++) {
            text.append("  - { on: h1, sysctl: net.ipv4.conf.many" + i / NAMES.size() + "."
                    + NAMES.get(i % NAMES.size()) + ", value: " + value + " }\n");
        }
        return Files.writeString(dir.resolve("many.yaml"), text);
    }

    private interface Work {
        void run() throws IOException;
    }

    private Cost cost(Work work) throws IOException {
        int before = last();
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        return new Cost(seconds, last() - before);
    }

    /** The number of the process that the host started last: its own numbers go up by one. */
    private int last() throws IOException {
        StringBuilder number = new StringBuilder();
        probe.run(
                "read -r _ _ _ _ last </proc/loadavg; begin last; end \"$last\"",
                (name, body, word) -> number.append(word));
        return Integer.parseInt(number.toString());
    }
}
