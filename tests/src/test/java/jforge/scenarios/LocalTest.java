package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code connection: local}: jforge runs on a host that is not this machine, and converges that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalTest {
    private static final Path SHOWN = Path.of("target/local-jforge").toAbsolutePath();

    @SuppressWarnings("NullAway.Init")
    private TestHost host;

    private String java = "";

    @BeforeAll
    void bring() throws IOException, InterruptedException {
        List<String> classes = new ArrayList<>();
        StringBuilder copy = new StringBuilder("set -e; mkdir -p \"$1/cp\"; cd \"$1\"\n");
        copy.append(
                "[ -e java/lib ] || { mkdir java; cp -rL \"$2/bin\" \"$2/lib\" \"$2/conf\" java/ 2>/dev/null || :; }\n");
        copy.append("rm -rf java/lib/src.zip cp/*\n");
        for (String entry : SecondJvm.ALL_CLASSES.split(":")) {
            if (Files.exists(Path.of(entry)) && !entry.matches(".*(junit|testcontainers|docker-java|test-classes).*")) {
                String at = "cp/" + classes.size() + (entry.endsWith(".jar") ? ".jar" : "");
                copy.append("cp -r '").append(entry).append("' ").append(at).append('\n');
                classes.add(SHOWN + "/" + at);
            }
        }
        copy.append("chmod -R a+rX .\n");
        int status = new ProcessBuilder("sh", "-c", copy.toString(), "sh", SHOWN + "", System.getProperty("java.home"))
                .inheritIO()
                .start()
                .waitFor();
        assertEquals(0, status);
        host = TestHost.showing(List.of(SHOWN));
        java = SHOWN + "/java/bin/java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp " + String.join(":", classes)
                + " jforge.cli.Main ";
    }

    @AfterAll
    void end() {
        host.close();
    }

    @BeforeEach
    void fresh() {
        host.exec(
                "rm -rf /srv/local /var/lib/jforge /home/jforge/.local /home/sudopw/.local; mkdir -m 0777 /srv/local");
    }

    private void inventory(String ssh, String resources) {
        String text = "name: here\nhosts: { here: { connection: local" + ssh + " } }\nresources:\n" + resources;
        String coded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        host.exec("echo " + coded + " | base64 -d >/srv/local/site.yaml");
    }

    /** What it printed, and then its exit code. */
    private String jforge(String user, String words) {
        return host.exec(
                "su " + user + " -s /bin/sh -c 'cd /; " + java + words + "' 2>&1 </dev/null; echo \"exit $?\"");
    }

    private void converges(String user) {
        String apply = jforge(user, "apply /srv/local/site.yaml --yes");
        assertTrue(apply.endsWith("changed: 2\nexit 0"), apply);
        String plan = jforge(user, "plan /srv/local/site.yaml --detailed-exitcode");
        assertTrue(plan.endsWith("exit 0"), plan);
    }

    private static String twoIn(String folder) {
        return "  - { on: here, file: " + folder + "/made, content: \"${facts.hostname}\" }\n"
                + "  - { on: here, command: 'id -un >" + folder + "/who', run-once: true }\n";
    }

    @Test
    void asRootItIsTheMachineItself() {
        inventory("", twoIn("/srv/local"));
        converges("root");
        assertEquals("h1 root", host.exec("echo $(cat /srv/local/made) $(cat /srv/local/who)"));
        assertEquals("1", host.exec("ls -d /var/lib/jforge/ran-* | wc -l"));
    }

    @Test
    void asAUserItKeepsToTheUser() {
        inventory("", twoIn("/home/jforge"));
        converges("jforge");
        assertEquals("jforge", host.exec("stat -c %U /home/jforge/made"));
        assertEquals("1", host.exec("ls -d /home/jforge/.local/state/jforge/ran-* | wc -l; [ ! -e /var/lib/jforge ]"));
        inventory("", "  - { on: here, file: /etc/local-denied, content: x }\n");
        String denied = jforge("jforge", "apply /srv/local/site.yaml --yes");
        assertFalse(denied.endsWith("exit 0"), denied);
        host.exec("[ ! -e /etc/local-denied ]");
    }

    @Test
    void bySudoItIsRoot() {
        inventory(", ssh: { become: sudo }", twoIn("/srv/local"));
        converges("jforge");
        assertEquals("root", host.exec("cat /srv/local/who; [ ! -e /home/jforge/.local/state ]"));
        assertEquals("1", host.exec("ls -d /var/lib/jforge/ran-* | wc -l"));
    }

    @Test
    void sudoMayAskForAPassword() {
        inventory(", ssh: { become: sudo }", twoIn("/srv/local"));
        String without = jforge("sudopw", "plan /srv/local/site.yaml");
        assertTrue(without.contains("sudo wants a password for sudopw: --ask-sudo-password"), without);
        assertTrue(without.endsWith("exit 3"), without);
        host.exec("echo \"" + java + "apply /srv/local/site.yaml --yes --ask-sudo-password\" >/srv/local/run;"
                + " (while echo jforge; do sleep 0.3; done) 2>/dev/null"
                + " | su sudopw -s /bin/sh -c 'script -qec \"sh /srv/local/run\" /dev/null' >/srv/local/out 2>&1 || :");
        assertEquals("root", host.exec("cat /srv/local/who || cat /srv/local/out"));
    }

    /** At a terminal Ctrl-C goes to the whole group of processes; the step that runs is finished all the same. */
    @Test
    void ctrlCFinishesWhatRuns() {
        Gate gate = gated();
        CompletableFuture<String> run =
                CompletableFuture.supplyAsync(() -> host.exec("setsid -w sh -c 'echo $$ >/srv/local/group; " + java
                        + "apply /srv/local/site.yaml --yes; echo \"exit $?\"' 2>&1" + " || :"));
        gate.awaitArrival();
        host.exec("trap : INT; kill -s INT -- -$(cat /srv/local/group)");
        host.exec("timeout 40 sh -c 'until ls /var/lib/jforge/stop-* 2>/dev/null; do sleep 0.05; done'");
        gate.letThrough();
        String printed = run.join();
        assertTrue(printed.contains("stopped: what was running was finished, nothing else was begun"), printed);
        assertTrue(printed.contains("owed: run of here: command date"), printed);
        assertEquals("x", host.exec("cat " + gate.folder() + "/f"));
        settles();
    }

    @Test
    void theNextRunTakesOverFromADeadOne() {
        Gate gate = gated();
        CompletableFuture<String> run =
                CompletableFuture.supplyAsync(() -> jforge("root", "apply /srv/local/site.yaml --yes"));
        gate.awaitArrival();
        host.exec("pkill -KILL -x java");
        run.join();
        String held = jforge("root", "apply /srv/local/site.yaml --yes");
        assertTrue(held.endsWith("exit 6"), held);
        gate.letThrough();
        host.exec("timeout 40 sh -c 'while pgrep -f \"IFS= [r]ead -r T\" >/dev/null; do sleep 0.05; done'");
        settles();
    }

    private Gate gated() {
        Gate gate = Gate.on(host);
        inventory(
                "",
                "  - { on: here, file: " + gate.folder() + "/f, content: x, validate: '" + gate.validate() + "' }\n"
                        + "  - { on: here, command: date, when-changed: [file " + gate.folder() + "/f] }\n");
        return gate;
    }

    private void settles() {
        String plan = jforge("root", "plan /srv/local/site.yaml");
        assertTrue(plan.contains("command date  run, owed since an earlier run"), plan);
        String apply = jforge("root", "apply /srv/local/site.yaml --yes");
        assertTrue(apply.endsWith("exit 0"), apply);
        String again = jforge("root", "plan /srv/local/site.yaml --detailed-exitcode");
        assertTrue(again.endsWith("exit 0"), again);
    }

    /** Where nothing listens nothing happens, be it this machine's own address. */
    @Test
    void anAddressIsNeverTheMachineItself() {
        for (String address : new String[] {"localhost", "127.0.0.1", "local", "locahost"}) {
            host.exec("printf '%s\\n' 'name: here' 'hosts: { web1: { address: " + address + ", ssh: { port: 1 } } }'"
                    + " 'resources: [ { on: all, file: /srv/local/typo, content: x } ]' >/srv/local/site.yaml");
            String apply = jforge("root", "apply /srv/local/site.yaml --yes");
            assertTrue(apply.endsWith("exit 3"), apply);
        }
        host.exec("[ ! -e /srv/local/typo ]");
    }
}
