package jforge.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A shell against the OpenSSH server and the sudo of a real host. */
class OpenSshTest {
    private static final String SETUP = """
            set -e
            for t in rsa ecdsa; do ssh-keygen -q -t $t -N '' -f /etc/ssh/ssh_host_${t}_key; done
            useradd -m -s /bin/sh barred; useradd -m -s /bin/sh ttyonly
            printf 'barred:jforge\\nttyonly:jforge\\n' | chpasswd
            printf 'Defaults:ttyonly requiretty\\nttyonly ALL=(ALL) NOPASSWD:ALL\\n' >/etc/sudoers.d/tty
            for u in jforge sudopw barred ttyonly; do
              install -d -m 700 -o $u -g $u /home/$u/.ssh
              printf '%s\\n' "$KEYS" >>/home/$u/.ssh/authorized_keys
            done
            cat >/home/jforge/.bashrc <<'END'
            echo noise from a profile
            echo noise from a profile >&2
            head -c 100000 /dev/zero | tr '\\0' n
            END
            systemctl restart ssh
            cat /etc/ssh/ssh_host_*_key.pub
            """;

    @TempDir
    static Path dir;

    private static TestHost host;
    private static int port;
    private static List<String> hostKeys = List.of();

    @BeforeAll
    static void start() throws Exception {
        StringBuilder keys = new StringBuilder();
        for (String type : List.of("ed25519", "rsa", "ecdsa")) {
            keygen(type, type, "");
            keys.append(Files.readString(dir.resolve(type + ".pub")));
        }
        keygen("ed25519", "locked", "secret");
        host = TestHost.start();
        port = host.port();
        hostKeys = host.exec("KEYS='" + keys + "'\n" + SETUP).lines().toList();
        known("known_hosts", "", "");
    }

    @AfterAll
    static void end() {
        host.close();
    }

    private static void keygen(String type, String name, String passphrase) throws Exception {
        String file = dir.resolve(name).toString();
        command("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", file);
    }

    private static String command(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    private static Path known(String name, String marker, String type) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String key : hostKeys) {
            if (key.contains(type)) {
                text.append(marker)
                        .append("[127.0.0.1]:")
                        .append(port)
                        .append(' ')
                        .append(key)
                        .append('\n');
            }
        }
        return Files.writeString(dir.resolve(name), text);
    }

    private static Target target(String user, Target.Become become, String key, String knownHosts) {
        List<String> identities = List.of(dir.resolve(key).toString());
        List<String> known = List.of(dir.resolve(knownHosts).toString());
        return new Target("web1", Target.Kind.SSH, "127.0.0.1", port, user, become, identities, known, null);
    }

    private static Target jforge(Target.Become become) {
        return target("jforge", become, "ed25519", "known_hosts");
    }

    /** The body of the one frame of a script. */
    private static byte[] body(Shell shell, String script, byte[] payload) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        shell.run(script, new FrameSink() {
            @Override
            public void ended(String name, byte[] body, String word) {
                kept.writeBytes(body);
            }

            @Override
            public Supply asked(String name) {
                return new Supply(payload.length, out -> out.write(payload));
            }
        });
        return kept.toByteArray();
    }

    private static String whoami(Connector connector, Target target) throws IOException {
        try (Shell shell = connector.connect(target)) {
            return new String(body(shell, "begin u; id -un; end 0", new byte[0]), StandardCharsets.UTF_8).strip();
        }
    }

    private static String refusal(Connector connector, Target target) {
        return said(() -> whoami(connector, target));
    }

    private static String said(Executable fails) {
        return String.valueOf(assertThrows(TransportException.class, fails).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void userKeys(String key) throws IOException {
        assertEquals("jforge", whoami(new Connector(), target("jforge", Target.Become.NO, key, "known_hosts")));
    }

    @Test
    void theSecondKeyFits() throws Exception {
        keygen("rsa", "stranger", "");
        List<String> keys = Stream.of("locked", "stranger", "ed25519")
                .map(name -> dir.resolve(name).toString())
                .toList();
        Target direct = jforge(Target.Become.NO);
        Target several = new Target(
                "web1",
                Target.Kind.SSH,
                "127.0.0.1",
                port,
                "jforge",
                Target.Become.NO,
                keys,
                direct.knownHosts(),
                null);
        assertEquals("jforge", whoami(new Connector(), several));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void hostKeys(String type) throws IOException {
        known("only", "", type);
        assertEquals("jforge", whoami(new Connector(), target("jforge", Target.Become.NO, "ed25519", "only")));
    }

    @Test
    void strangersAreRefused() throws IOException {
        Files.writeString(dir.resolve("none"), "");
        Target unknown = target("jforge", Target.Become.NO, "ed25519", "none");
        assertTrue(refusal(new Connector(), unknown).contains("is not known: ssh-ed25519 SHA256:"));
        Files.writeString(
                dir.resolve("changed"), "[127.0.0.1]:" + port + " " + Files.readString(dir.resolve("ed25519.pub")));
        Target changed = target("jforge", Target.Become.NO, "ed25519", "changed");
        assertTrue(refusal(new Connector(), changed).contains("HAS CHANGED"));
        String good = Files.readString(known("revoked", "", ""));
        Files.writeString(dir.resolve("revoked"), good + Files.readString(known("marked", "@revoked ", "")));
        Target revoked = target("jforge", Target.Become.NO, "ed25519", "revoked");
        assertTrue(refusal(new Connector(), revoked).contains("is revoked in"));
        assertTrue(refusal(new Connector(), target("nobody", Target.Become.NO, "ed25519", "known_hosts"))
                .contains("does not let user nobody in"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO", "SUDO"})
    void bulk(Target.Become become) throws IOException {
        byte[] payload = new byte[3_000_017];
        new Random(1).nextBytes(payload);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try (Shell shell = new Connector().connect(jforge(become))) {
                assertArrayEquals(payload, body(shell, "begin p; pull it; end 0", payload));
                byte[] out = body(shell, "begin o; head -c 5000000 /dev/zero; end 0", payload);
                assertEquals(5_000_000, out.length);
                Shell.Result loud =
                        shell.run("head -c 5000000 /dev/zero | tr '\\0' e >&2; (exit 3)", (name, body, word) -> {});
                assertEquals(3, loud.status());
                String large = "x".repeat(3_000_000);
                assertEquals(3_000_000, body(shell, "begin s; printf %s " + large + "; end 0", payload).length);
            }
        });
    }

    private static Connector sudo(Duration silence, String password) {
        return new Connector(silence, new Passwords(null, password::toCharArray), Operator.NONE);
    }

    @Test
    void sudo() throws IOException {
        assertEquals("root", whoami(new Connector(), jforge(Target.Become.SUDO)));
        Duration long_ = Duration.ofMinutes(1);
        Connector right = sudo(long_, "jforge");
        Target asked = target("sudopw", Target.Become.SUDO, "ed25519", "known_hosts");
        assertEquals("root", whoami(right, asked));
        assertEquals("root", whoami(right, jforge(Target.Become.SUDO)), "a sudo that needs no password");
        assertTrue(refusal(new Connector(), asked).contains("sudo wants a password for sudopw"));
        Connector wrong = sudo(long_, "wrong");
        assertTrue(refusal(wrong, asked).contains("sudo refused the password of sudopw"));
        Target barred = target("barred", Target.Become.SUDO, "ed25519", "known_hosts");
        String refused = refusal(right, barred);
        assertTrue(refused.contains("may not use sudo"), refused);
        String tty = refusal(new Connector(), target("ttyonly", Target.Become.SUDO, "ed25519", "known_hosts"));
        assertTrue(tty.contains("requiretty"), tty);
    }

    @ParameterizedTest
    @CsvSource({"exit 17, ended with status 17", "kill -9 $$, killed by signal KILL"})
    void endOfTheShell(String script, String said) throws IOException {
        try (Shell shell = new Connector().connect(jforge(Target.Become.NO))) {
            String message = said(() -> body(shell, script, new byte[0]));
            assertTrue(message.contains(said), message);
        }
    }

    @Test
    void killedCommandAndLeftoverChild() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try (Shell shell = new Connector().connect(jforge(Target.Become.NO))) {
                assertEquals(
                        137, shell.run("sh -c 'kill -9 $$'", (n, b, w) -> {}).status());
                assertEquals(0, shell.run("sleep 60 &", (n, b, w) -> {}).status());
                assertThrows(TransportException.class, () -> body(shell, "exit 4", new byte[0]));
            }
        });
    }

    @Test
    void cutConnectionAndSilence() throws IOException {
        try (Shell shell = new Connector().connect(jforge(Target.Become.SUDO))) {
            String message = said(() -> body(shell, "pkill -KILL -u jforge sshd; sleep 30", new byte[0]));
            assertTrue(message.contains("web1: the connection was lost"), message);
        }
        Connector impatient = new Connector(Duration.ofSeconds(1), Passwords.NONE, Operator.NONE);
        String message = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try (Shell shell = impatient.connect(jforge(Target.Become.NO))) {
                return said(() -> body(shell, "sleep 40", new byte[0]));
            }
        });
        assertTrue(message.contains("nothing was heard for 1 s"), message);
    }

    @Test
    void stops() throws Exception {
        try (Shell shell = new Connector().connect(jforge(Target.Become.SUDO))) {
            body(shell, "rm -rf \"$STATE\"", new byte[0]);
            shell.stop();
            Shell.Result result = shell.run("[ -f /var/lib/jforge/stop-$T ]", (n, b, w) -> {});
            assertEquals(0, result.status());
        }
    }

    @Test
    void knownHostsHashedAndInSeveralFiles() throws Exception {
        Path hashed = known("hashed", "", "");
        command("ssh-keygen", "-q", "-H", "-f", hashed.toString());
        assertTrue(Files.readString(hashed).startsWith("|1|"));
        assertEquals("jforge", whoami(new Connector(), target("jforge", Target.Become.NO, "ed25519", "hashed")));
        String bare = Files.readString(dir.resolve("known_hosts")).replace("[127.0.0.1]:" + port, "127.0.0.1");
        Files.writeString(dir.resolve("bare"), bare);
        assertEquals("jforge", whoami(new Connector(), target("jforge", Target.Become.NO, "ed25519", "bare")));
        Files.writeString(dir.resolve("otherport"), bare.replace("127.0.0.1", "[127.0.0.1]:1"));
        Target other = target("jforge", Target.Become.NO, "ed25519", "otherport");
        assertTrue(refusal(new Connector(), other).contains("is not known"));
        List<String> files = List.of(
                dir.resolve("missing").toString(),
                dir.resolve("otherport").toString(),
                dir.resolve("known_hosts").toString());
        List<String> keys = List.of(dir.resolve("ed25519").toString());
        Target several =
                new Target("web1", Target.Kind.SSH, "127.0.0.1", port, "jforge", Target.Become.NO, keys, files, null);
        assertEquals("jforge", whoami(new Connector(), several));
    }

    @Test
    void hostsThatDoNotAnswer() throws Exception {
        String refused = refusal(new Connector(), at("127.0.0.1", unusedPort()));
        assertTrue(refused.contains("refused the connection: is sshd running there"), refused);
        String unknown = refusal(new Connector(), at("no-such-host.invalid", 22));
        assertTrue(unknown.contains("there is no host named no-such-host.invalid"), unknown);
        String address = host.exec("hostname -i");
        host.exec("iptables -A INPUT -p tcp --dport 2222 -j DROP");
        Connector hasty = new Connector(Duration.ofSeconds(1), Duration.ofMinutes(1), Passwords.NONE, Operator.NONE);
        String silent = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refusal(hasty, at(address, 2222)));
        assertTrue(silent.contains(address + ":2222 did not answer within 1 s"), silent);
    }

    @Test
    void aHostWithoutSudo() {
        host.exec("mv /usr/bin/sudo /usr/bin/sudo.off");
        try {
            String missing = refusal(new Connector(), jforge(Target.Become.SUDO));
            assertTrue(missing.contains("the host has no sudo: install it"), missing);
        } finally {
            host.exec("mv /usr/bin/sudo.off /usr/bin/sudo");
        }
    }

    @Test
    void bouncyCastleStaysOut() throws IOException {
        Security.removeProvider("BC");
        assertEquals("jforge", whoami(new Connector(), jforge(Target.Become.NO)));
        assertNull(Security.getProvider("BC"), "registering it costs every start 100 ms");
    }

    /** The script ends at its next frame, and leaves no process. */
    @ParameterizedTest
    @ValueSource(strings = {"NO", "SUDO"})
    void aConnectionCutWhileAScriptRuns(Target.Become become) throws Exception {
        String folder = host.folder();
        host.exec("chmod 777 " + folder);
        String script = "begin 1; end 0; until [ -e " + folder + "/go ]; do sleep 0.05; done; touch " + folder
                + "/went; begin 2; end 0; touch " + folder + "/after";
        try (CountingProxy proxy = new CountingProxy(port, Duration.ZERO);
                Shell shell = new Connector().connect(through(proxy, become))) {
            FrameSink cutting = new FrameSink() {
                @Override
                public void ended(String name, byte[] body, String word) throws IOException {
                    proxy.cut();
                }
            };
            String message = assertThrows(TransportException.class, () -> shell.run(script, cutting))
                    .getMessage();
            assertTrue(message.contains("web1: the connection was lost"), message);
        }
        host.exec(
                "i=0; while pgrep -u jforge sshd >/dev/null; do i=$((i + 1)); [ $i -lt 600 ] || exit 1; sleep 0.05; done");
        host.exec("touch " + folder + "/go");
        host.exec(
                "i=0; while pgrep -f 'IFS= read -[r] T'; do i=$((i + 1)); [ $i -lt 600 ] || exit 1; sleep 0.05; done");
        assertEquals("go\nwent", host.exec("ls " + folder));
    }

    private static Target at(String address, int port) {
        return new Target(
                "web1",
                Target.Kind.SSH,
                address,
                port,
                "jforge",
                Target.Become.NO,
                jforge(Target.Become.NO).identityFiles(),
                List.of(),
                null);
    }

    private static Target through(CountingProxy proxy, Target.Become become) {
        Target direct = jforge(become);
        return new Target(
                "web1",
                Target.Kind.SSH,
                "127.0.0.1",
                proxy.port(),
                "jforge",
                become,
                direct.identityFiles(),
                direct.knownHosts(),
                "[127.0.0.1]:" + port);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
