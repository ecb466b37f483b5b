package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;

/** An inventory of {@code inventories/}, and a host with nothing on it that takes its packages from Debian. */
final class WholeInventory implements AutoCloseable {
    private final Path folder;
    private final TestHost host;
    private final Map<String, String> environment = new HashMap<>();
    private Path sshConfig;

    /**
     * @param name of the folder
     * @param hostName that of its one host
     */
    WholeInventory(String name, String hostName) {
        folder = Path.of("target/scenarios", name);
        copy(Path.of("../inventories", name), folder);
        host = TestHost.named(hostName);
        sshConfig = host.sshConfig();
        host.exec("cd /etc/apt/sources.list.d && rm jforge.list && for f in *.off; do mv \"$f\" \"${f%.off}\"; done;"
                + " rm -rf /var/lib/apt/lists; mkdir -p /var/lib/apt/lists/partial");
    }

    Path folder() {
        return folder;
    }

    TestHost host() {
        return host;
    }

    /** For commands from now on. */
    void environment(String name, String value) {
        environment.put(name, value);
    }

    /** Logs in under another configuration from now on. */
    void sshConfig(Path config) {
        sshConfig = config;
    }

    Ran run(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command, folder.toString(), "--ssh-config", sshConfig.toString()));
        words.addAll(List.of(more));
        try (SecondJvm jvm = SecondJvm.jforge(words, environment)) {
            return jvm.ended();
        }
    }

    /** Applies, and finds nothing left when it compares again; then a second apply changes nothing. */
    void appliedFromEmpty() {
        Ran ran = run("apply", "--yes");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("compared again: nothing left to change"), ran::toString);
        settled();
    }

    void settled(String... more) {
        List<String> words = new ArrayList<>(List.of(more));
        words.add("--yes");
        Ran again = run("apply", words.toArray(String[]::new));
        assertEquals(0, again.code(), again::toString);
        assertTrue(again.out().endsWith("changed: 0\n"), again::toString);
    }

    /**
     * Sets one variable, and what is planned is what is done.
     *
     * @param steps a line each, as apply reports them, without the host's name
     */
    void changed(String set, String... steps) {
        Ran ran = run("apply", "--yes", "--set", set);
        assertEquals(0, ran.code(), ran::toString);
        Matcher line = Pattern.compile("(?m)^" + host.name() + "  (.*)$").matcher(ran.out());
        assertEquals(List.of(steps), line.results().map(r -> r.group(1)).toList(), ran::toString);
        settled("--set", set);
    }

    /** Runs a program of this machine. */
    Ran outside(String... words) {
        try {
            Process process = new ProcessBuilder(words).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes());
            String err = new String(process.getErrorStream().readAllBytes());
            return new Ran(process.waitFor(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.deleteIfExists(target);
                    Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        host.close();
    }
}
