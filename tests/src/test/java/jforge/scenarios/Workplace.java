package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jforge.cli.InProcess;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;

/** A folder with one inventory for one host, and the command run on it. */
final class Workplace implements AutoCloseable {
    private final TestHost host;
    private final Path folder;

    /** @param name of the folder: plans print it, so that it is relative and the same in every run */
    Workplace(TestHost host, String name) {
        this.host = host;
        folder = Path.of("target/scenarios", name);
        close();
    }

    Path folder() {
        return folder;
    }

    /** @param text the inventory from {@code resources:} on, or whole where it has a {@code hosts:} */
    void inventory(String text) {
        String head = text.contains("hosts:") ? "" : "name: shop\nhosts:\n  h1: {}\n";
        write("site.yaml", head + text);
    }

    Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of a command line that works on this inventory. */
    List<String> words(String command, String... more) {
        List<String> words =
                new ArrayList<>(List.of(command, folder.resolve("site.yaml").toString(), "--ssh-config"));
        words.add(host.sshConfig().toString());
        words.addAll(List.of(more));
        return words;
    }

    Ran run(String command, String... more) {
        return InProcess.jforge(words(command, more).toArray(String[]::new));
    }

    Ran plan() {
        return run("plan");
    }

    Ran apply() {
        return run("apply", "--yes");
    }

    /** Applies after the question was answered with yes; {@code meanwhile} happens while it stands there. */
    Ran applyAfter(Runnable meanwhile) {
        return InProcess.asked(new Answer(meanwhile), words("apply").toArray(String[]::new));
    }

    /** A second run has nothing to do, says so, and leaves nothing behind. */
    void settled() {
        Ran plan = run("plan", "--detailed-exitcode");
        assertEquals(0, plan.code(), plan::toString);
        Ran again = apply();
        assertEquals(0, again.code(), again::toString);
        assertTrue(again.out().endsWith("changed: 0\n"), again::toString);
        clean();
    }

    /** No lock, no request to stop and no half-written file of jforge's is on the host. */
    void clean() {
        assertEquals("", leftovers());
    }

    String leftovers() {
        return host.exec("[ ! -d /var/lib/jforge ] || ls -A /var/lib/jforge | grep -E '^(lock|stop)' || :;"
                + " find /etc /srv /home /root /run /var/lib/jforge -name '.*.jforge-*' 2>/dev/null || :");
    }

    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** "y" and a line end, after something else was done. */
    private static final class Answer extends InputStream {
        private final Runnable first;
        private int at;

        Answer(Runnable first) {
            this.first = first;
        }

        @Override
        public int read() {
            if (at == 0) {
                first.run();
            }
            return at < 2 ? "y\n".charAt(at++) : -1;
        }
    }
}
