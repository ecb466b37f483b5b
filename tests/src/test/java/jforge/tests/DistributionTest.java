package jforge.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as a user has it: unpacked, read-only, called from elsewhere, with Java 17 alone. */
@TestInstance(Lifecycle.PER_CLASS)
final class DistributionTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Path work = Path.of("");
    private Path launcher = Path.of("");

    @BeforeAll
    void unpack(@TempDir Path directory) throws Exception {
        work = directory;
        Path archive;
        try (Stream<Path> files = Files.list(Files.createDirectories(ROOT.resolve("cli/target")))) {
            archive = files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no distribution in cli/target: run mvn verify"));
        }
        sh("mkdir dist && tar -xzf " + archive + " -C dist --strip-components=1 && chmod -R a-w dist", Map.of());
        launcher = work.resolve("dist/bin/jforge");
    }

    @AfterAll
    void makeRemovable() throws Exception {
        sh("chmod -R u+w .", Map.of());
    }

    @Test
    void runsReadOnlyWithoutAHome() throws Exception {
        assertTrue(sh(launcher + " --version", Map.of()).startsWith("jforge "));
    }

    @Test
    void runsWhereTheHomeTakesNoFile(@TempDir Path home) throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");
        for (String each : List.of("/proc", "/nonexistent", file.toString())) {
            String version = sh(launcher + " --version", Map.of("HOME", each));
            assertTrue(version.matches("jforge \\S+"), version);
        }
    }

    @Test
    void makesItsCacheAsideAndUsesIt(@TempDir Path cache) throws Exception {
        Map<String, String> variables = Map.of("XDG_CACHE_HOME", cache.toString());
        String first = sh(launcher + " --version", variables);
        // the trainer is a child of the first run's shell: its lock goes when it is done
        sh("for i in $(seq 300); do [ \"$(find " + cache + " -name '*.lock')\" ] || break; sleep 0.1; done", Map.of());
        String archives = sh("find " + cache + " -type f | wc -l", Map.of());
        assertEquals("1", archives);
        assertEquals("0", sh("find " + cache + " -mindepth 1 -type d ! -perm 700 | wc -l", Map.of()));
        assertEquals(first, sh(launcher + " --version", variables));
    }

    @Test
    void plansAnInventoryElsewhere(@TempDir Path elsewhere) throws Exception {
        Path wanted = elsewhere.resolve("wanted.txt");
        Files.createDirectory(elsewhere.resolve("templates"));
        Files.writeString(elsewhere.resolve("templates/wanted.ftl"), "${facts.init} and ${with.word}\n");
        Path inventory = Files.writeString(elsewhere.resolve("site.yaml"), """
                name: elsewhere
                hosts: { here: { connection: local } }
                resources:
                  - on: here
                    file: %s
                    template: wanted.ftl
                    with: { word: template }
                """.formatted(wanted));
        String checked = sh(launcher + " check " + inventory, Map.of());
        assertEquals("elsewhere: 1 host, 1 resource, valid", checked);
        String planned = sh(launcher + " plan " + inventory, Map.of());
        assertTrue(planned.contains("+ file " + wanted) && planned.contains("and template"), planned);
        assertTrue(Files.notExists(wanted));
    }

    @Test
    void isFoundThroughALink(@TempDir Path bin) throws Exception {
        Files.createSymbolicLink(bin.resolve("jforge"), launcher);
        assertTrue(sh(bin.resolve("jforge") + " --version", Map.of()).startsWith("jforge "));
    }

    /** Runs {@code script} elsewhere than in the checkout, with Java 17 and {@code variables} alone. */
    private String sh(String script, Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
        builder.directory(work.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("JFORGE_JAVA_HOME", java17());
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), script);
        assertEquals(0, process.exitValue(), output);
        return output;
    }

    /** The machine's Java 17 where it is found, so that the oldest supported one is the tested one; else this test's. */
    private static String java17() throws IOException {
        Path directory = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(directory)) {
            try (Stream<Path> homes = Files.list(directory)) {
                return homes.filter(home -> home.toString().contains("17") && Files.exists(home.resolve("bin/java")))
                        .findFirst()
                        .map(Path::toString)
                        .orElse(System.getProperty("java.home"));
            }
        }
        return System.getProperty("java.home");
    }
}
