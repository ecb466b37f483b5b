package jforge.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sandbox on the machine that runs the tests; takes root. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SandboxTest {
    private static final String INVENTORY = "test-" + ProcessHandle.current().pid();
    private static final String NAME = Sandbox.name(INVENTORY, "demo");

    private Server server;
    private Client client;

    @BeforeAll
    static void make() throws IOException {
        Sandbox.up(INVENTORY, "demo");
    }

    @BeforeEach
    void connect() throws IOException {
        server = Sandbox.up(INVENTORY, "demo").serve();
        client = new Client(server.target());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        server.close();
    }

    @AfterAll
    static void remove() throws IOException {
        Sandbox.down(NAME);
    }

    @Test
    void hasNetworkSettingsOfItsOwn() throws IOException {
        Path setting = Path.of("/proc/sys/net/ipv4/tcp_fin_timeout");
        String ours = Files.readString(setting).strip();
        assertEquals(
                "17", client.run("echo 17 >" + setting + "; cat " + setting).text());
        assertEquals(ours, Files.readString(setting).strip());
    }

    @Test
    void cannotSetTheMachinesOwnSettings() throws IOException {
        assertNotEquals(0, client.run("echo 1 >/proc/sys/vm/swappiness").status());
    }

    @Test
    void keepsItsFilesAndUsersToItself() throws IOException {
        String script = "echo x >/etc/jforge-mark && useradd -m jforgejoe && chown jforgejoe /etc/jforge-mark"
                + " && stat -c %U /etc/jforge-mark";
        assertEquals("jforgejoe", client.run(script).text());
        assertFalse(Files.exists(Path.of("/etc/jforge-mark")));
        assertFalse(Files.readString(Path.of("/etc/passwd")).contains("jforgejoe"));
    }

    @Test
    void knowsNothingOfTheMachinesLedger() throws IOException {
        assertEquals(0, client.run("[ ! -e /var/lib/jforge ]").status());
    }

    @Test
    void isNamedAsInTheInventory() throws IOException {
        assertEquals("demo", client.run("uname -n").text());
    }

    @Test
    void carriesBytesBothWays() throws IOException {
        byte[] bytes = new byte[5_000_000];
        new Random(1).nextBytes(bytes);
        Client.Result result = client.run("cat; exit 7", bytes);
        assertArrayEquals(bytes, result.output());
        assertEquals(7, result.status());
    }

    @Test
    void keepsTheStreamsApartAndWhole() throws IOException {
        String errors = "head -c 1000000 /dev/zero >&2; echo done; exit 3";
        Client.Result result = client.run(errors);
        assertEquals(3, result.status());
        assertEquals(1_000_005, result.output().length);
    }

    @Test
    void endsACommandWithItsConnection() throws Exception {
        client.abandon("echo started; exec sleep 4711");
        try (Client again = new Client(server.target())) {
            String gone = "i=0; while [ $i -lt 50 ]; do pgrep -f '^sleep 471[1]$' >/dev/null || exit 0;"
                    + " i=$((i + 1)); sleep 0.1; done; exit 1";
            assertEquals(0, again.run(gone).status());
        }
    }

    @Test
    void refusesAnotherKey() throws Exception {
        Path key = Files.createTempDirectory("key").resolve("id");
        int made = new ProcessBuilder("ssh-keygen", "-q", "-t", "rsa", "-N", "", "-f", key.toString())
                .start()
                .waitFor();
        assertEquals(0, made);
        List<String> ssh =
                List.of("ssh", "-F", "none", "-i", key.toString(), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes");
        assertEquals(255, openssh(ssh, "true"));
    }

    @Test
    void opensToOpenSshByTheWrittenFiles() throws Exception {
        List<String> ssh = List.of(
                "ssh", "-F", "none", "-i", server.target().identityFiles().get(0), "-o", "BatchMode=yes");
        assertEquals(9, openssh(ssh, "exit 9"));
    }

    @Test
    void isFoundByAnotherProcess() throws Exception {
        client.run("echo kept >/srv/kept");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Found.class.getName(),
                        INVENTORY)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals("kept", new String(other.getInputStream().readAllBytes()).strip());
        assertEquals(0, other.waitFor());
    }

    @Test
    void isListedWithItsSize() throws IOException {
        client.run("head -c 3000000 /dev/zero >/opt/big");
        Sandbox found = Sandbox.list().stream()
                .filter(s -> s.name().equals(NAME))
                .findFirst()
                .orElseThrow();
        assertTrue(found.bytes() >= 3_000_000, () -> found.bytes() + " bytes");
    }

    @Test
    void leavesNothingWhenItGoesDown() throws Exception {
        Sandbox made = Sandbox.up(INVENTORY, "gone");
        try (Server way = made.serve();
                Client inside = new Client(way.target())) {
            inside.run("setsid sleep 4712 >/dev/null 2>&1 </dev/null & echo");
        }
        assertTrue(Sandbox.down(made.name()));
        assertFalse(Files.exists(made.directory()));
        assertFalse(Files.readString(Path.of("/proc/mounts")).contains(made.name()));
        assertFalse(ProcessHandle.allProcesses()
                .anyMatch(p -> p.info().commandLine().orElse("").matches(".*(sleep 4712|" + made.name() + ").*")));
        assertFalse(Sandbox.down(made.name()));
    }

    @Test
    void isMadeAgainWhenItsHolderDied() throws Exception {
        Sandbox first = Sandbox.up(INVENTORY, "dead");
        ProcessHandle holder = ProcessHandle.of(first.pid()).orElseThrow();
        holder.destroyForcibly();
        holder.onExit().get(10, TimeUnit.SECONDS);
        Sandbox second = Sandbox.up(INVENTORY, "dead");
        assertNotEquals(first.pid(), second.pid());
        assertTrue(Sandbox.down(second.name()));
    }

    /** Where user namespaces are closed, it says so and how to have a host of one's own. */
    @Test
    void isMadeWithoutRootToo() throws Exception {
        Path home = Files.createTempDirectory("jforge-rootless");
        assertEquals(
                0,
                new ProcessBuilder("chown", "65534:65534", home.toString())
                        .start()
                        .waitFor());
        List<String> words = List.of(
                "setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "env", "XDG_STATE_HOME=" + home);
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                copied(home),
                Rootless.class.getName());
        Process process = new ProcessBuilder(
                        Stream.concat(words.stream(), java.stream()).toList())
                .directory(new File("/"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(said.equals("demo 0 21 x 1") || said.matches("no sandbox here: .*HOST: [{]address: .*"), said);
        assertFalse(Files.exists(home.resolve("jforge")));
        Store.delete(home);
    }

    /** The class path, where a user that can't enter root's home can read it. */
    private static String copied(Path home) throws IOException, InterruptedException {
        StringBuilder path = new StringBuilder();
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path copy = home.resolve("class-path").resolve(number++ + (entry.endsWith(".jar") ? ".jar" : ""));
            Files.createDirectories(copy.getParent());
            if (Files.exists(Path.of(entry))) {
                assertEquals(
                        0,
                        new ProcessBuilder("cp", "-r", entry, copy.toString())
                                .start()
                                .waitFor());
                path.append(copy).append(File.pathSeparatorChar);
            }
        }
        return path.toString();
    }

    private int openssh(List<String> ssh, String command) throws Exception {
        List<String> words = new ArrayList<>(ssh);
        words.addAll(List.of(
                "-o", "UserKnownHostsFile=" + server.target().knownHosts().get(0)));
        words.addAll(List.of("-o", "HostKeyAlias=" + server.target().hostKeyAlias()));
        words.addAll(List.of("-p", Integer.toString(server.target().port()), "root@127.0.0.1", command));
        return new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
