package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jforge.cli.InProcess;
import jforge.cli.InProcess.Ran;
import jforge.hosts.Fleet;

/** One inventory for a fleet, and the command run on it. Its files on the hosts are below {@link #at}. */
final class FleetPlace {
    private final Fleet fleet;
    private final Path file;
    private final String at;
    private Path sshConfig;

    FleetPlace(Fleet fleet, String name) {
        this.fleet = fleet;
        this.at = "/srv/" + name;
        this.file = Path.of("target/scenarios", "fleet-" + name, "site.yaml");
        this.sshConfig = fleet.sshConfig();
        everywhere("mkdir -p " + at);
    }

    String at() {
        return at;
    }

    void everywhere(String shell) {
        fleet.hosts().parallelStream().forEach(h -> h.exec(shell));
    }

    /** @param config an OpenSSH configuration in the place of the fleet's own */
    void sshConfig(Path config) {
        sshConfig = config;
    }

    /** @param resources of the inventory; "@" stands for {@link #at} */
    void resources(String resources) {
        String hosts = IntStream.rangeClosed(1, fleet.hosts().size())
                .mapToObj(n -> "  h" + n + ": {}\n")
                .collect(Collectors.joining());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "name: shop\nhosts:\n" + hosts + "resources:\n" + resources.replace("@", at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> words(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command, file.toString()));
        if (!command.equals("check")) {
            words.addAll(List.of("--ssh-config", sshConfig.toString()));
        }
        words.addAll(List.of(more));
        return words;
    }

    Ran run(String command, String... more) {
        return InProcess.jforge(words(command, more).toArray(String[]::new));
    }

    Ran apply(String... more) {
        List<String> words = new ArrayList<>(List.of(more));
        words.add("--yes");
        return run("apply", words.toArray(String[]::new));
    }

    /** @throws AssertionError with all that was printed if it ended otherwise, or a text is missing */
    Ran ends(int code, Ran ran, String... texts) {
        assertEquals(code, ran.code(), ran::toString);
        for (String text : texts) {
            String wanted = text.replace("@", at);
            assertTrue(ran.toString().contains(wanted), () -> "no \"" + wanted + "\" in:\n" + ran);
        }
        return ran;
    }

    CompletableFuture<Ran> applying() {
        var applied = new CompletableFuture<Ran>();
        var thread = new Thread(() -> {
            try {
                applied.complete(apply());
            } catch (RuntimeException | Error e) {
                applied.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return applied;
    }

    /** A second run has nothing to do, and no run that lives holds a host. */
    void settled() {
        ends(0, apply(), "changed: 0\n");
        everywhere("! read -r run _ 2>/dev/null </var/lib/jforge/lock || ! kill -0 \"$run\" 2>/dev/null");
    }

    /** The names of the files below {@link #at}, of one host. */
    String files(int host) {
        return fleet.host(host).exec("cd " + at + " && echo *");
    }
}
