package jforge.declare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jforge.inventory.Places;
import jforge.source.InventoryException;
import jforge.source.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data beside the inventory is read as inventories are, and nothing else is. */
class BesideInventoryTest {
    @TempDir
    Path root = Path.of("");

    private Mark inPart() {
        return new Mark(root.resolve("parts/a.yaml").toString(), 3, 5);
    }

    private BesideInventory beside() {
        return new BesideInventory(
                new Places(root, Map.of(root.resolve("parts/a.yaml").toString(), root.resolve("parts"))));
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    @Test
    void theFilesOwnDirectoryComesBeforeTheInventorys() throws IOException {
        write("data/x.yaml", "of: root\n");
        write("data/y.yaml", "of: root\n");
        write("parts/data/x.yaml", "of: part\n");
        write("data/z.txt", "");
        assertEquals(
                root.resolve("parts/data/x.yaml") + ":1:1",
                beside().yaml("data/x.yaml", inPart()).orElseThrow().mark().toString());
        assertEquals(
                root.resolve("data/y.yaml") + ":1:1",
                beside().yaml("data/y.yaml", inPart()).orElseThrow().mark().toString());
        assertTrue(beside().yaml("data/none.yaml", inPart()).isEmpty());
        assertTrue(beside().yaml("none/x.yaml", inPart()).isEmpty());
        assertEquals(List.of("x", "y"), beside().names("data", inPart()));
        assertEquals(List.of("x", "y"), beside().names("data", Mark.whole("--set")));
        assertEquals(List.of(), beside().names("none", inPart()));
    }

    @Test
    void marksAreAsTheInventorysAre() {
        Path folder = Path.of("src/test/resources/jforge/inventory/good/beside");
        String asking = folder.resolve("site.yaml").toString();
        BesideInventory beside =
                new BesideInventory(new Places(folder.toAbsolutePath(), Map.of(asking, folder.toAbsolutePath())));
        assertEquals(
                folder + "/data/one.yaml:1:1",
                beside.yaml("data/one.yaml", new Mark(asking, 1, 1))
                        .orElseThrow()
                        .mark()
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.yaml", "/etc/passwd", "data/../../x.yaml"})
    void nothingElseIsRead(String path) {
        assertThrows(IllegalArgumentException.class, () -> beside().yaml(path, inPart()));
    }

    @Test
    void theLimitsAreThoseOfInventories() throws IOException {
        Files.createDirectories(root.resolve("data/folder.yaml"));
        write("data/large.yaml", "a: " + "x".repeat(4_000_001) + "\n");
        write(
                "data/bomb.yaml",
                "a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                        + "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
                        + "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]\n");
        write("data/empty.yaml", "");
        Files.createSymbolicLink(root.resolve("data/zero.yaml"), Path.of("/dev/zero"));
        says("folder", ": this is a directory; name a YAML file");
        says("large", ": this is larger than 4 MB, too large for an inventory");
        says("zero", ": this is a device or a pipe; name a YAML file");
        says("empty", ":1:1: there is nothing in it");
        var bomb = assertThrows(InventoryException.class, () -> beside().yaml("data/bomb.yaml", inPart()));
        assertTrue(String.valueOf(bomb.getMessage()).contains("data/bomb.yaml:"), bomb::toString);
    }

    private void says(String name, String expected) {
        String file = "data/" + name + ".yaml";
        var fault = assertThrows(InventoryException.class, () -> beside().yaml(file, inPart()));
        assertEquals(root.resolve(file) + expected, fault.getMessage());
    }
}
