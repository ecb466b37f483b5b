package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import jforge.cli.InProcess.Ran;
import jforge.hosts.Fleet;
import jforge.hosts.TestHost;
import jforge.wire.Recording;
import jforge.wire.Segment;
import jforge.wire.TcpOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the settings for broken equipment are for, read off the wire: a client with defaults and the host, each connecting to
 * the other, recorded at the client.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegacyMiddleboxTest {
    private static final int PORT = 22;

    private final Fleet fleet = Fleet.start(2);
    private final TestHost host = fleet.host(1);
    private final TestHost client = fleet.host(2);
    private final Workplace work = new Workplace(host, "middlebox");

    /** Which options of both a segment says. */
    private enum Says {
        BOTH,
        NEITHER
    }

    @AfterAll
    void end() {
        work.close();
        fleet.close();
    }

    @Test
    void neitherScaledWindowsNorTimestampsPass() {
        passes("as the hosts come", Says.BOTH, Says.BOTH);
        work.inventory("""
                kernel:
                  - { on: h1, profile: legacy-middlebox }
                """);
        Ran applied = work.apply();
        assertEquals(0, applied.code(), applied::toString);
        for (String cost : List.of("no windows over 64 KB", "no RTT sampling", "no PAWS")) {
            assertTrue(applied.out().contains(cost), applied::toString);
        }
        System.out.println(applied.out());
        passes("applied", Says.NEITHER, Says.NEITHER);
        work.settled();
        host.exec("sysctl -q --system");
        passes("after sysctl --system", Says.NEITHER, Says.NEITHER);
        host.exec(
                "sysctl -qw net.ipv4.tcp_window_scaling=1 net.ipv4.tcp_timestamps=1; systemctl restart systemd-sysctl");
        passes("turned on by hand, then systemd-sysctl", Says.NEITHER, Says.NEITHER);
        host.restart();
        passes("after a reboot of the host", Says.NEITHER, Says.NEITHER);
        work.settled();
    }

    /**
     * @param answer of the host to the client
     * @param own of the host when it calls the client
     */
    private void passes(String when, Says answer, Says own) {
        Recording recording = Recording.start(client);
        connect(client, host);
        connect(host, client);
        List<Segment> opening =
                recording.end().stream().filter(this::opensBetweenBoth).toList();
        System.out.println(when + ":");
        opening.forEach(segment -> System.out.println("  " + segment));
        assertEquals(4, opening.size(), "a SYN and its answer, twice");
        assertSays(Says.BOTH, from(opening, client, false));
        assertSays(answer, from(opening, host, true));
        assertSays(own, from(opening, host, false));
        // an answer says only what the call has said
        assertSays(own, from(opening, client, true));
    }

    private static void connect(TestHost from, TestHost to) {
        String greeting = from.exec("bash -c 'read -r line </dev/tcp/" + to.ip() + "/" + PORT + "; echo \"$line\"'");
        assertTrue(greeting.startsWith("SSH-"), greeting);
    }

    private boolean opensBetweenBoth(Segment segment) {
        List<String> ends = new ArrayList<>(List.of(host.ip(), client.ip()));
        return segment.syn() && ends.remove(segment.source()) && ends.remove(segment.destination());
    }

    private static Segment from(List<Segment> opening, TestHost host, boolean answer) {
        List<Segment> found = opening.stream()
                .filter(s -> s.source().equals(host.ip()) && s.ack() == answer)
                .toList();
        assertEquals(1, found.size(), opening::toString);
        return found.get(0);
    }

    private static void assertSays(Says says, Segment segment) {
        boolean wanted = says == Says.BOTH;
        assertEquals(wanted, segment.has(TcpOption.WINDOW_SCALE), segment::toString);
        assertEquals(wanted, segment.has(TcpOption.TIMESTAMPS), segment::toString);
    }
}
