package jforge.transport;

import static jforge.transport.SshPlace.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import jforge.cli.InProcess;
import jforge.hosts.Fleet;
import jforge.hosts.TestHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ways through other hosts: h3 lets in h2 alone, h2 lets in h1 alone, and nothing else leads there.
 */
class JumpTest {
    private static final int BEHIND = 24;

    @TempDir
    Path dir;

    private static Fleet fleet;

    @BeforeAll
    static void start() {
        fleet = Fleet.start(3);
        for (int n = 2; n <= 3; n++) {
            String before = address(n - 1);
            host(n).exec("iptables -A INPUT -p tcp --dport 22 ! -s " + before + " -j REJECT");
        }
        host(1).exec("printf 'MaxStartups 2:100:2\\nMaxSessions 1\\n' >/etc/ssh/sshd_config.d/a.conf;"
                + " systemctl restart ssh");
    }

    @AfterAll
    static void end() {
        fleet.close();
    }

    private static TestHost host(int n) {
        return fleet.host(n);
    }

    private static String address(int n) {
        return host(n).exec("hostname -i");
    }

    private static Target via(Target target, @Nullable Target hop) {
        return SshPlace.with(target, new Access.Way(hop, null, null, 0, 3));
    }

    /** The host as the one before sees it. */
    private static Target inside(String name, int n, String address, int port) {
        Target direct = host(n).target();
        return new Target(
                name,
                Target.Kind.SSH,
                address,
                port,
                "root",
                Target.Become.NO,
                direct.identityFiles(),
                direct.knownHosts(),
                "[127.0.0.1]:" + direct.port());
    }

    private static Target first() {
        Target direct = host(1).target();
        return new Target(
                "jump host h1",
                direct.kind(),
                direct.address(),
                direct.port(),
                direct.user(),
                direct.become(),
                direct.identityFiles(),
                direct.knownHosts(),
                null);
    }

    private static String hostname(Connector connector, Target target) throws IOException {
        try (Shell shell = connector.connect(target)) {
            return hostname(shell);
        }
    }

    private static String hostname(Shell shell) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        shell.run("begin h; hostname; end 0", (name, body, word) -> kept.writeBytes(body));
        return kept.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void aChainOfTwo() throws IOException {
        Target second = via(inside("jump host h2", 2, "h2", 22), first());
        assertTrue(refusal(new Connector(), inside("web1", 3, address(3), 22)).contains("refused the connection"));
        assertEquals("h3", hostname(new Connector(), via(inside("web1", 3, "h3", 22), second)));
    }

    /** Not the sshd of the machine that jforge runs on. */
    @Test
    void aHopsOwnLoopback() throws IOException {
        assertEquals("h1", hostname(new Connector(), via(inside("web1", 1, "127.0.0.1", 22), first())));
    }

    /** h3 says ProxyJump h2, and h2 says ProxyJump h1: as ssh, each by its own entry. */
    @Test
    void theConfigurationsChain() throws IOException {
        Path config = Files.writeString(
                dir.resolve("config"),
                entry(1, "127.0.0.1", host(1).port(), "")
                        + entry(2, "h2", 22, "ProxyJump h1")
                        + entry(3, "h3", 22, "ProxyJump root@h2:22"));
        Path inventory = Files.writeString(
                dir.resolve("i.yaml"), "name: i\nhosts: { far: { address: h3 }, near: { address: h3 } }\n");
        InProcess.Ran ran = InProcess.jforge("facts", "--ssh-config", config.toString(), inventory.toString());
        assertEquals(0, ran.code(), ran.toString());
        assertEquals(2, ran.out().split("hostname: h3", -1).length - 1, ran.toString());
        Path circle = Files.writeString(
                dir.resolve("circle"), "Host h3\nProxyJump h2\nHost h2\nProxyJump h1\nHost h1\nProxyJump h2\n");
        InProcess.Ran round = InProcess.jforge("facts", "--ssh-config", circle.toString(), inventory.toString());
        assertEquals(1, round.code(), round.toString());
        assertTrue(
                round.err().contains("jump hosts go round in a circle: far, root@h2:22, root@h1:22, root@h2:22"),
                round.err());
    }

    private static String entry(int n, String address, int port, String more) {
        return """
               Host h%d
                 HostName %s
                 Port %d
                 User root
                 IdentityFile %s
                 UserKnownHostsFile %s
                 HostKeyAlias [127.0.0.1]:%d
                 %s
               """.formatted(n, address, port, host(n).identity(), host(n).knownHosts(), host(n).port(), more);
    }

    /** The bastion takes two logins at a time and one session a connection. */
    @Test
    void manyHostsShareOneConnection() {
        String since = host(1).exec("journalctl -u ssh -n 0 --show-cursor | sed -n 's/^-- cursor: //p'");
        Map<String, Target> targets = new LinkedHashMap<>();
        for (int i = 0; i < BEHIND; i++) {
            targets.put("w" + i, via(inside("w" + i, 2, "h2", 22), first()));
        }
        host(2).exec("printf 'MaxStartups 200\\n' >/etc/ssh/sshd_config.d/a.conf; systemctl restart ssh");
        Queue<String> names = new ConcurrentLinkedQueue<>();
        try (Connector connector = new Connector();
                jforge.transport.Fleet hosts = new jforge.transport.Fleet(targets, connector::connect, BEHIND)) {
            hosts.each(targets.keySet(), (name, shell) -> names.add(hostname(shell)));
            targets.keySet().forEach(name -> assertEquals("", hosts.lost(name).orElse("")));
        }
        assertEquals(BEHIND, names.size());
        String logins = host(1).exec("journalctl -u ssh --after-cursor '" + since + "' | grep -c 'Accepted publickey'");
        assertEquals("1", logins);
        host(1).exec("i=0; while ss -Htn state established sport = :22 | grep -q .; do i=$((i+1)); [ $i -lt 100 ]"
                + " || exit 1; sleep 0.05; done");
    }

    @Test
    void hopsThatFail() {
        Target target = inside("web1", 2, "h2", 22);
        Target closed = new Target(
                "jump host h1", Target.Kind.SSH, "127.0.0.1", 1, "root", Target.Become.NO, List.of(), List.of(), null);
        String refused = refusal(new Connector(), via(target, closed));
        assertTrue(refused.startsWith("web1: its jump host h1: 127.0.0.1:1 refused the connection"), refused);
        Target unknown = new Target(
                "jump host h1",
                Target.Kind.SSH,
                "127.0.0.1",
                host(1).port(),
                "root",
                Target.Become.NO,
                List.of(),
                List.of(),
                null);
        String stranger = refusal(new Connector(), via(target, unknown));
        assertTrue(stranger.startsWith("web1: its jump host h1: the host key of [127.0.0.1]:"), stranger);
        String nowhere = refusal(new Connector(), via(inside("web1", 2, "h2", 23), first()));
        assertTrue(nowhere.contains("web1: h2:23 can't be reached from its jump host h1: "), nowhere);
    }

    @Test
    void aHopThatForbidsForwarding() {
        host(1).exec("printf 'Match User jforge\\nAllowTcpForwarding no\\n' >/etc/ssh/sshd_config.d/z.conf;"
                + " systemctl reload ssh");
        Target hop = host(1).target("jforge", Target.Become.NO);
        String forbidden = refusal(new Connector(), via(inside("web1", 2, "h2", 22), hop));
        assertTrue(forbidden.contains("that host forbids it (AllowTcpForwarding, PermitOpen"), forbidden);
    }

    @Test
    void aHostBehindAHopThatStaysSilent() {
        host(2).exec("iptables -A INPUT -p tcp --dport 2222 -j DROP");
        Connector hasty = new Connector(Duration.ofSeconds(1), Duration.ofMinutes(1), Passwords.NONE, Operator.NONE);
        String silent = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> refusal(hasty, via(inside("web1", 2, "h2", 2222), first())));
        assertTrue(silent.contains("web1: h2:2222 did not answer within 1 s"), silent);
    }

    private static Target by(String command, @Nullable Integer patience) {
        Target target = inside("web1", 2, "h2", 22);
        return SshPlace.with(target, new Access.Way(null, command, patience, 0, 3));
    }

    @Test
    void aProxyCommand() throws IOException {
        String ssh = "ssh -F " + host(1).sshConfig() + " -W h2:22 h1";
        assertEquals("h2", hostname(new Connector(), by(ssh, null)));
        String said = refusal(new Connector(), by("sh -c 'echo the door is shut >&2; exit 1'", null));
        assertTrue(said.contains("its ProxyCommand says: the door is shut"), said);
        String silent =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refusal(new Connector(), by("sleep 60", 1)));
        assertTrue(silent.contains("did not answer within 1 s"), silent);
    }
}
