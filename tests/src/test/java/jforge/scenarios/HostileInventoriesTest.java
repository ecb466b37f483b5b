package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jforge.cli.InProcess.Ran;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files that would hang a reader, fill its memory or blow its stack: the command says in two seconds what is wrong. */
class HostileInventoriesTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    /** A machine that does other things makes one measurement worthless. */
    private static final int TRIES = 4;

    private static final String HEAD = "name: t\nhosts: { h1: }\n";

    @TempDir
    static Path folder = Path.of("");

    private final List<DynamicTest> tests = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> saySoonWhatIsWrong() throws Exception {
        text("brackets", "[".repeat(100_000), ": lists and maps are nested deeper than 100 levels");
        text("braces", HEAD + "vars: " + "{a: ".repeat(100_000), ": lists and maps are nested deeper than 100 levels");
        text("dashes", HEAD + "vars:\n" + "- ".repeat(100_000), ": lists and maps are nested deeper than 100 levels");
        text("steps", steps(1500), ": lists and maps are nested deeper than 100 levels");
        text("quotes", "name: \"" + "\\".repeat(3_000_000), ": ");
        text("anchors", HEAD + "vars: { a: " + "&a ".repeat(100_000) + "}", ": ");
        text("aliases", HEAD + aliases(), ": the aliases in this expand to more than 500,000 values");
        text("variables", HEAD + variables(), ": more than 4 million characters come of this");
        text("values", HEAD + "vars:\n  a:\n" + "  - b\n".repeat(660_000), ": more than 100,000 values are in this");
        text("keys", HEAD + "vars: {" + "a: b, ".repeat(45_000) + "}", ": the key \"a\" stands twice");
        text("hosts", HEAD.replace("h1:", hosts(30_000)) + "groups: { g: { hosts: x } }", ": there is no host \"x\"");
        text("10 MB", "name: t\n# " + "x".repeat(10_000_000), "this is larger than 4 MB");
        text("nul", "name: t\0", ":1:8: the character U+0000");
        text("python tag", HEAD + "vars: !!python/object/apply:os.system [id]", ":3:7: the tag !!python/object");
        text(
                "templates",
                HEAD + "resources: [ { on: h1, file: /x, template: long.ftl } ]",
                "templates/long.ftl:1:17: more than 8");
        Files.createDirectories(folder.resolve("templates"));
        Files.writeString(folder.resolve("templates/long.ftl"), "<#list 1.. as n>${\" \"?left_pad(1000)}</#list>");
        bytes("utf-16", (HEAD + "\n").getBytes(StandardCharsets.UTF_16), ": this file is UTF-16; save it as UTF-8");
        bytes("binary", Files.readAllBytes(Path.of("/bin/sh")), ": ");
        made("a fifo", "mkfifo", ": this is a device or a pipe; name a YAML file");
        made("a directory", "mkdir", ": this directory holds no inventory");
        file("/dev/zero", Path.of("/dev/zero"), ": this is a device or a pipe; name a YAML file");
        file("unreadable", Path.of("/proc/self/mem"), ": this file can't be read: ");
        file("not there", folder.resolve("none.yaml"), ": there is no such file");
        // told as "there is no such file" or "this file can't be read": both are true
        file("below a file", Path.of("/etc/passwd/x.yaml"), "/etc/passwd/x.yaml: th");
        return tests.stream();
    }

    private void text(String name, String text, String message) throws IOException {
        bytes(name, text.getBytes(StandardCharsets.UTF_8), message);
    }

    private void bytes(String name, byte[] bytes, String message) throws IOException {
        file(name, Files.write(folder.resolve(name.replace(' ', '-') + ".yaml"), bytes), message);
    }

    private void made(String name, String tool, String message) throws Exception {
        Path path = folder.resolve(tool + ".yaml");
        assertEquals(0, new ProcessBuilder(tool, path.toString()).start().waitFor());
        file(name, path, message);
    }

    private void file(String name, Path file, String message) {
        tests.add(dynamicTest(name, () -> {
            Duration least = Duration.ofDays(1);
            for (int i = 0; i < TRIES && least.compareTo(SOON) > 0; i++) {
                long start = System.nanoTime();
                check(file, message);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                least = took.compareTo(least) < 0 ? took : least;
            }
            System.out.println("hostile inventory: " + name + ", told in " + least.toMillis() + " ms");
            assertTrue(least.compareTo(SOON) <= 0, "took " + least);
        }));
    }

    private static void check(Path file, String message) {
        try (SecondJvm jvm = SecondJvm.jforge(List.of("check", file.toString()), Map.of(), "-Xmx128m")) {
            Ran ran = jvm.ended();
            assertEquals(1, ran.code(), ran::toString);
            assertTrue(ran.err().contains(message), ran::toString);
            assertFalse(ran.err().contains("\tat ") || ran.err().contains("jforge itself"), ran::toString);
            assertTrue(ran.err().length() < 2_000, ran::toString);
            assertEquals("", ran.out());
        }
    }

    private static String steps(int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    private static String aliases() {
        StringBuilder text = new StringBuilder("vars:\n  a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            text.append("  a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return text.toString();
    }

    private static String variables() {
        StringBuilder text = new StringBuilder("vars:\n  a0: xxxxxxxxxx\n");
        for (int i = 1; i < 60; i++) {
            text.append("  a%d: \"${vars.a%d}${vars.a%d}\"\n".formatted(i, i - 1, i - 1));
        }
        return text + "resources: [ { on: h1, file: /x, content: \"${vars.a59}\" } ]\n";
    }

    private static String hosts(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("h").append(i).append(": , ");
        }
        return text.toString();
    }
}
