package jforge.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "no, TEXT",
                "yes, TEXT",
                "on, TEXT",
                "off, TEXT",
                "y, TEXT",
                "12:30, TEXT",
                "1_000, TEXT",
                "1:30:00, TEXT",
                "2026-11-23, TEXT",
                "0b11, TEXT",
                "0o8, TEXT",
                "1.2.3, TEXT",
                "+, TEXT",
                "., TEXT",
                "1e, TEXT",
                "-x, TEXT",
                "=, TEXT",
                "tRUE, TEXT",
                "nULL, TEXT",
                "'5', TEXT",
                "\"true\", TEXT",
                "'', TEXT",
                "!!str 5, TEXT",
                "true, BOOLEAN",
                "True, BOOLEAN",
                "FALSE, BOOLEAN",
                "~, NULL",
                "null, NULL",
                "NULL, NULL",
                "0, INTEGER",
                "-7, INTEGER",
                "+7, INTEGER",
                "0755, INTEGER",
                "0o755, INTEGER",
                "0x1F, INTEGER",
                "1e3, DECIMAL",
                "1.10, DECIMAL",
                "-.5, DECIMAL",
                "1., DECIMAL",
                "6.02E+23, DECIMAL",
                ".inf, DECIMAL",
                "-.INF, DECIMAL",
                ".nan, DECIMAL"
            })
    void aScalarIsWhatTheCoreSchemaSays(String written, Node.Kind kind) {
        assertEquals(kind, ((Node.Scalar) YamlReader.read("x.yaml", written)).kind());
    }

    @Test
    void aScalarKeepsItsText() {
        assertEquals("0755", ((Node.Scalar) YamlReader.read("x.yaml", "0755")).text());
        assertEquals("1.10", ((Node.Scalar) YamlReader.read("x.yaml", "1.10")).text());
    }

    @Test
    void marksCountFromOne() {
        Node.Mapping map = (Node.Mapping) YamlReader.read("x.yaml", "a: 1\nb:\n  - c\n");
        assertEquals(new Mark("x.yaml", 1, 1), map.mark());
        assertEquals(new Mark("x.yaml", 1, 4), map.get("a").orElseThrow().mark());
        Node.Sequence list = (Node.Sequence) map.get("b").orElseThrow();
        assertEquals(new Mark("x.yaml", 3, 5), list.items().get(0).mark());
    }

    @Test
    void aBombIsRefusedSoon() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertTimeout(SOON, () -> refused(bomb.toString(), "expand to more than"));
    }

    @Test
    void deepNestsAreRefusedSoon() {
        assertTimeout(SOON, () -> refused("[".repeat(200_000), "nested deeper than"));
        assertTimeout(SOON, () -> refused("{a: ".repeat(200_000), "nested deeper than"));
    }

    @Test
    void aLongChainOfAliasesIsRefused() {
        StringBuilder chain = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 20_000; i++) {
            chain.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }
        assertTimeout(SOON, () -> refused(chain.toString(), "nest deeper than 200 levels"));
    }

    @Test
    void fourMegabytesAreReadSoon() {
        String line = "- { name: \"%s\", text: some words that make it long }\n".formatted("x".repeat(400));
        String text = line.repeat(4_000_000 / line.length());
        soon(text);
        soon("a: |\n" + "  text of a block\n".repeat(220_000));
    }

    @Test
    void moreThanFourMegabytesAreRefused() {
        refused("a".repeat(4_000_001), "larger than 4 MB");
    }

    @Test
    void filesThatCannotBeRead(@TempDir Path directory) throws Exception {
        assertTrue(message(() -> YamlReader.read(directory)).endsWith("this is a directory; name a YAML file"));
        assertTrue(
                message(() -> YamlReader.read(directory.resolve("none.yaml"))).endsWith("there is no such file"));
        Path latin = Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', '\n', ' ', (byte) 0xE4, '\n'});
        assertEquals(
                latin + ":2:1: this line is not UTF-8; save the file as UTF-8", message(() -> YamlReader.read(latin)));
    }

    @ParameterizedTest
    @CsvSource({"hots, hosts", "adress, address", "Vars, vars", "nmae, name", "zzzz, ", "contents, content", "x, "})
    void theNearestName(String written, String meant) {
        List<String> names = List.of("hosts", "address", "vars", "name", "content");
        assertEquals(Optional.ofNullable(meant), Nearest.to(written, names));
    }

    /** Counts the thread's own time, so that a busy machine doesn't fail it. */
    private static void soon(String text) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        YamlReader.read("x.yaml", text);
        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
        assertTrue(taken.compareTo(SOON) < 0, "took " + taken);
    }

    private static void refused(String text, String part) {
        String message = message(() -> YamlReader.read("x.yaml", text));
        assertTrue(message.contains(part), message);
    }

    private static String message(org.junit.jupiter.api.function.Executable read) {
        return String.valueOf(assertThrows(InventoryException.class, read).getMessage());
    }
}
