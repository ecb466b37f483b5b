package jforge.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jforge.source.InventoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryFileTest {
    @TempDir
    Path folder;

    @Test
    void aDirectoryStandsForItsOneYamlFile() throws IOException {
        Path file = Files.writeString(folder.resolve("site.yaml"), "name: x");
        Files.writeString(folder.resolve("notes.txt"), "");
        Files.createDirectory(folder.resolve("templates"));
        assertEquals(file, InventoryFile.of(folder));
        assertEquals(file, InventoryFile.of(file));
    }

    @Test
    void noneOrSeveralAreFaults() throws IOException {
        var none = assertThrows(InventoryException.class, () -> InventoryFile.of(folder));
        assertEquals("this directory holds no inventory: no file ends in .yaml or .yml", none.problem());
        Files.writeString(folder.resolve("b.yml"), "");
        Files.writeString(folder.resolve("a.yaml"), "");
        var several = assertThrows(InventoryException.class, () -> InventoryFile.of(folder));
        assertEquals("this directory holds several inventories, name one: a.yaml, b.yml", several.problem());
    }
}
