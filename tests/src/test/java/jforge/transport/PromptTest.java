package jforge.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a pseudo-terminal: what it asks, once, unseen, also where its output is redirected. */
class PromptTest {
    private static final String SECRET = "open sesame";

    @TempDir
    static Path dir;

    private static TestHost host;
    private static Path inventory;

    @BeforeAll
    static void start() throws Exception {
        host = TestHost.shared();
        SshPlace place = new SshPlace(dir);
        String key = place.keygen("ed25519", "locked", SECRET, "-a", "4");
        host.exec("id asked >/dev/null 2>&1 || useradd -m -s /bin/sh asked; echo 'asked:" + SECRET + "' | chpasswd;"
                + " install -d -m 700 -o asked /home/asked/.ssh; echo '" + key.strip()
                + "' >/home/asked/.ssh/authorized_keys");
        inventory = Files.writeString(
                dir.resolve("i.yaml"), "name: i\nhosts: { one: { address: h1 }, two: { address: h1 } }\n");
        String entry = Files.readString(host.sshConfig()).replace("User root", "User asked");
        String usual = "IdentityFile " + host.identity();
        Files.writeString(dir.resolve("by-key"), entry.replace(usual, "IdentityFile " + place.file("locked")));
        Files.writeString(dir.resolve("by-password"), entry.replace(usual, "IdentityFile none"));
    }

    private static Path script(String before, String words, String after) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Files.writeString(
                dir.resolve("run.sh"),
                before + " '" + java + "' -XX:TieredStopAtLevel=1 -cp '" + classes + "' jforge.cli.Main " + words + " "
                        + inventory + " " + after + "\n");
    }

    /**
     * Runs it on a terminal; types the answer when the prompt stands there.
     *
     * @return what the terminal showed
     */
    private static String typed(Path script, String prompt, String answer, int code) throws Exception {
        // whoever runs the tests in the background ignores Ctrl-C, and so would their children; exec, because a
        // user's shell that waits for another one dies of the Ctrl-C, and its end would count
        Process process = new ProcessBuilder(
                        "env", "--default-signal=INT", "script", "-qec", "exec sh " + script, "/dev/null")
                .redirectErrorStream(true)
                .start();
        StringBuilder shown = new StringBuilder();
        process.onExit().orTimeout(70, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly());
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            InputStream in = process.getInputStream();
            OutputStream out = process.getOutputStream();
            byte[] bytes = new byte[4096];
            boolean answered = false;
            int n;
            while ((n = in.read(bytes)) >= 0) {
                shown.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
                if (!answered && shown.indexOf(prompt) >= 0) {
                    out.write(answer.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    answered = true;
                }
            }
        });
        assertEquals(code, process.waitFor(), shown.toString());
        return shown.toString();
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    @Test
    void aPassphraseForTwoHosts() throws Exception {
        Path script = script("exec", "facts --ssh-config " + dir.resolve("by-key"), "");
        String shown = typed(script, "locked: ", SECRET + "\n", 0);
        assertEquals(1, count(shown, "passphrase of " + dir.resolve("locked") + ": "), shown);
        assertEquals(2, count(shown, "hostname: h1"), shown);
        assertFalse(shown.contains(SECRET), shown);
    }

    @Test
    void aPasswordWhileOutputIsRedirected() throws Exception {
        Path out = dir.resolve("out");
        String words = "facts --ask-password --ssh-config " + dir.resolve("by-password");
        String shown = typed(script("exec", words, ">" + out + " 2>&1 </dev/null"), "ssh password: ", SECRET + "\n", 0);
        assertFalse(shown.contains(SECRET), shown);
        assertEquals(2, count(Files.readString(out), "hostname: h1"), Files.readString(out));
    }

    @Test
    void aTerminalIsLeftAsItWas() throws Exception {
        Path script = script(
                "trap : INT;",
                "facts --ssh-config " + dir.resolve("by-key"),
                "; stty -a | tr ' ' '\\n' | grep -x -e -echo -e echo; exit 0");
        String shown = typed(script, "locked: ", "\u0003", 0);
        assertTrue(shown.strip().endsWith("echo") && !shown.contains("-echo"), shown);
    }

    @Test
    void withoutATerminal() throws Exception {
        Path key = script("exec setsid -w", "facts --ssh-config " + dir.resolve("by-key"), "</dev/null");
        String said = typed(key, "-", "", 3);
        assertTrue(said.contains("(ssh-add " + dir.resolve("locked") + ")"), said);
        Path password = script(
                "exec setsid -w", "facts --ask-password --ssh-config " + dir.resolve("by-password"), "</dev/null");
        assertTrue(typed(password, "-", "", 1).contains("--ask-password needs a terminal to ask on"));
    }
}
