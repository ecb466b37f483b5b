package jforge.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jforge.source.InventoryException;
import jforge.source.Mark;

/** The file that an inventory's path means: itself, or the one YAML file of a directory. */
final class InventoryFile {
    private InventoryFile() {}

    /** @throws InventoryException if a directory holds no YAML file, or several */
    static Path of(Path path) {
        if (!Files.isDirectory(path)) {
            return path;
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(path)) {
            files = entries.filter(InventoryFile::isYaml).sorted().toList();
        } catch (IOException e) {
            throw new InventoryException(Mark.whole(path.toString()), "this directory can't be read");
        }
        if (files.isEmpty()) {
            throw new InventoryException(
                    Mark.whole(path.toString()), "this directory holds no inventory: no file ends in .yaml or .yml");
        }
        if (files.size() > 1) {
            List<String> names =
                    files.stream().map(f -> f.getFileName().toString()).toList();
            throw new InventoryException(
                    Mark.whole(path.toString()),
                    "this directory holds several inventories, name one: " + String.join(", ", names));
        }
        return files.get(0);
    }

    private static boolean isYaml(Path file) {
        String name = file.toString();
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
    }
}
