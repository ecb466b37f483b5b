package jforge.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
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
            useradd -m -s /bin/sh asked; useradd -m -s /bin/sh barred; useradd -m -s /bin/sh ttyonly
            printf 'asked:right\\nbarred:right\\nttyonly:right\\n' | chpasswd
            printf 'asked ALL=(ALL) ALL\\n' >/etc/sudoers.d/asked
            printf 'Defaults:ttyonly requiretty\\nttyonly ALL=(ALL) NOPASSWD:ALL\\n' >/etc/sudoers.d/tty
            for u in jforge asked barred ttyonly; do
              install -d -m 700 -o $u -g $u /home/$u/.ssh
              printf '%s\\n' "$KEYS" >/home/$u/.ssh/authorized_keys
            done
            printf 'echo noise from a profile\\n' >/home/jforge/.bashrc
            systemctl restart ssh
            cat /etc/ssh/ssh_host_*_key.pub
            """;

    @TempDir
    static Path dir;

    private static String container = "";
    private static int port;
    private static List<String> hostKeys = List.of();

    @BeforeAll
    static void start() throws Exception {
        StringBuilder keys = new StringBuilder();
        for (String type : List.of("ed25519", "rsa", "ecdsa")) {
            command(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    type,
                    "-N",
                    "",
                    "-f",
                    dir.resolve(type).toString());
            keys.append(Files.readString(dir.resolve(type + ".pub")));
        }
        command(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "secret",
                "-f",
                dir.resolve("locked").toString());
        container = command("docker", "run", "-d", "--privileged", "-p", "127.0.0.1::22", "jforge-testhost:bookworm")
                .strip();
        String up = "until [ \"$(systemctl is-system-running)\" = running ]; do sleep 0.1; done";
        command("docker", "exec", container, "timeout", "60", "sh", "-c", up);
        hostKeys = command("docker", "exec", "-e", "KEYS=" + keys, container, "sh", "-c", SETUP)
                .lines()
                .toList();
        String published =
                command("docker", "port", container, "22").lines().findFirst().orElseThrow();
        port = Integer.parseInt(published.substring(published.lastIndexOf(':') + 1));
        known("known_hosts", "", "");
    }

    @AfterAll
    static void end() throws Exception {
        command("docker", "rm", "-f", container);
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
        assertTrue(refusal(new Connector(), target("jforge", Target.Become.NO, "locked", "known_hosts"))
                .contains("has a passphrase"));
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

    @Test
    void sudo() throws IOException {
        assertEquals("root", whoami(new Connector(), jforge(Target.Become.SUDO)));
        Duration long_ = Duration.ofMinutes(1);
        Connector right = new Connector(long_, "right"::toCharArray);
        Target asked = target("asked", Target.Become.SUDO, "ed25519", "known_hosts");
        assertEquals("root", whoami(right, asked));
        assertEquals("root", whoami(right, jforge(Target.Become.SUDO)), "a sudo that needs no password");
        assertTrue(refusal(new Connector(), asked).contains("sudo wants a password for asked"));
        Connector wrong = new Connector(long_, "wrong"::toCharArray);
        assertTrue(refusal(wrong, asked).contains("sudo refused the password of asked"));
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
        Connector impatient = new Connector(Duration.ofSeconds(1), null);
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
}
