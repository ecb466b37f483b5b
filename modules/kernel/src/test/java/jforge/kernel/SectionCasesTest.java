package jforge.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jforge.declare.Declared;
import jforge.declare.Declarer;
import jforge.inventory.Inventory;
import jforge.inventory.InventoryReader;
import jforge.module.Extensions;
import jforge.resource.Resource;
import jforge.source.InventoryErrors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Folders of inventories with {@code kernel:}: {@code bad/NAME.yaml} with the exact message in {@code NAME.txt}, {@code
 * good/NAME.yaml} with what it stands for. {@code -Djforge.golden=write} writes the texts anew, to be read before they are
 * kept.
 */
class SectionCasesTest {
    private static final Path CASES = Path.of("src/test/resources/jforge/kernel/sections");
    private static final Map<String, Object> FACTS = Map.of("cpus", 8, "os", "debian");

    @TestFactory
    Stream<DynamicTest> badOnesSayWhy() throws IOException {
        return cases("bad", SectionCasesTest::fault);
    }

    @TestFactory
    Stream<DynamicTest> goodOnesDeclare() throws IOException {
        return cases("good", SectionCasesTest::declared);
    }

    private interface Printed {
        String of(Path file);
    }

    private static Stream<DynamicTest> cases(String folder, Printed printed) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(CASES.resolve(folder))) {
            files = all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
        assertTrue(!files.isEmpty(), "no cases in " + folder);
        return files.stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    String found = printed.of(file)
                            .replace(CASES.resolve(folder).toAbsolutePath() + "/", "")
                            .replace(CASES.resolve(folder) + "/", "");
                    Path expected = Path.of(file.toString().replace(".yaml", ".txt"));
                    if (System.getProperty("jforge.golden", "").equals("write")) {
                        Files.writeString(expected, found.stripTrailing() + "\n");
                    }
                    assertEquals(Files.readString(expected).stripTrailing(), found.stripTrailing());
                }));
    }

    private static String fault(Path file) {
        try {
            declare(file);
        } catch (InventoryErrors e) {
            return String.valueOf(e.getMessage());
        }
        return "(nothing is wrong)";
    }

    private static Map<String, Declared> declare(Path file) {
        Extensions own = Extensions.own();
        Inventory inventory =
                InventoryReader.read(file, List.of(), modules -> own.sections().keySet());
        Map<String, Map<String, Object>> facts = new HashMap<>();
        inventory.hosts().keySet().stream()
                .filter(host -> !host.startsWith("silent"))
                .forEach(host -> facts.put(host, FACTS));
        return new Declarer(inventory, own.types(), own.sections(), List.of(), "0123456789abcdef").declare(facts);
    }

    private static String declared(Path file) {
        StringBuilder out = new StringBuilder();
        declare(file).forEach((host, declared) -> {
            out.append(host).append('\n');
            declared.resources().forEach(r -> print(r, out));
            declared.undeclared()
                    .forEach(u -> out.append("  waits for ")
                            .append(u.needs())
                            .append(" @")
                            .append(u.mark().line())
                            .append('\n'));
        });
        return out.toString();
    }

    private static void print(Resource<?, ?> resource, StringBuilder out) {
        if (!(resource.desired() instanceof SysctlType.Desired wanted)) {
            out.append("  ").append(resource.ref().label()).append('\n');
            return;
        }
        out.append("  ")
                .append(resource.ref().label())
                .append(" @")
                .append(resource.mark().line())
                .append(" ")
                .append(SectionTexts.of(wanted))
                .append('\n');
        wanted.origins()
                .forEach(origin -> out.append("    by ")
                        .append(origin)
                        .append(": ")
                        .append(origin.value())
                        .append('\n'));
        wanted.notes().forEach(note -> out.append("    ").append(note.text()).append('\n'));
        resource.requires()
                .forEach(l -> out.append("    requires ").append(l.to()).append('\n'));
    }
}
