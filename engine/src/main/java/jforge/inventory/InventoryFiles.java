package jforge.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.source.Node;
import jforge.source.YamlReader;

/** Reads an inventory's file, or all of a directory, and what they include. */
final class InventoryFiles {
    /** Beyond that a glob has gone astray. */
    private static final int MAX_FILES = 1000;

    private final InventoryErrors.Collector errors = new InventoryErrors.Collector();
    private final Map<String, Path> directories = new HashMap<>();
    /** Where each file is included, by its real path. */
    private final Map<Path, Mark> seen = new HashMap<>();
    /** The includes that lead to the file at hand. */
    private final Map<Path, Mark> open = new LinkedHashMap<>();

    private InventoryFiles() {}

    /** @param part the file or the directory that was named, with all that belongs to it */
    record Found(Part part, Places places) {}

    /**
     * @param path a file, or a directory of which every YAML file counts, in the order of their names
     * @throws InventoryErrors with every fault that could be found
     */
    static Found read(Path path) {
        InventoryFiles reading = new InventoryFiles();
        List<Part> made = new ArrayList<>();
        reading.errors.attempt(() -> made.add(reading.root(path)));
        reading.errors.check();
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        Path root = Files.isDirectory(path) || parent == null ? absolute : parent;
        return new Found(made.get(0), new Places(root, reading.directories));
    }

    private Part root(Path path) {
        Mark whole = Mark.whole(path.toString());
        if (!Files.isDirectory(path)) {
            return file(path, whole);
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(path)) {
            files = entries.filter(InventoryFiles::isYaml).sorted().toList();
        } catch (IOException e) {
            throw new InventoryException(whole, "this directory can't be read");
        }
        if (files.isEmpty()) {
            throw new InventoryException(whole, "this directory holds no inventory: no file ends in .yaml or .yml");
        }
        if (files.size() == 1) {
            return file(files.get(0), whole);
        }
        List<Part> parts = new ArrayList<>();
        files.forEach(file -> errors.attempt(() -> parts.add(file(file, whole))));
        return new Part(new Table("an inventory", new Node.Mapping(List.of(), whole)), parts);
    }

    private Part file(Path file, Mark from) {
        Path real = real(file);
        if (open.containsKey(real)) {
            throw new InventoryException(from, circle(real, file));
        }
        Mark first = seen.putIfAbsent(real, from);
        if (first != null) {
            throw new InventoryException(
                    from, file + " is taken in twice, first in " + first + "; include it in one place");
        }
        if (seen.size() > MAX_FILES) {
            throw new InventoryException(from, "more than " + MAX_FILES + " files belong to this inventory");
        }
        Path parent = file.toAbsolutePath().normalize().getParent();
        directories.put(file.toString(), parent == null ? Path.of("/") : parent);
        // keys that aren't among these are sections', which modules bring: they are known once all files are read
        Table top = new Table("an inventory", Table.mapping(YamlReader.read(file), "an inventory"));
        open.put(real, from);
        List<Part> included = new ArrayList<>();
        for (Node item : top.get("include").map(Table::oneOrMore).orElse(List.of())) {
            errors.attempt(() -> Include.files(file, item)
                    .forEach(each -> errors.attempt(() -> included.add(file(each, item.mark())))));
        }
        open.remove(real);
        return new Part(top, included);
    }

    private String circle(Path real, Path file) {
        StringBuilder chain = new StringBuilder("these files include each other in a circle: ");
        List<Path> files = new ArrayList<>(open.keySet());
        for (Path next : files.subList(files.indexOf(real) + 1, files.size())) {
            chain.append(open.get(next))
                    .append(" includes ")
                    .append(next.getFileName())
                    .append(", ");
        }
        if (files.size() - files.indexOf(real) == 1) {
            return "this file includes itself";
        }
        return chain.append("and this one includes ").append(file).toString();
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize(); // reading it will say what is wrong
        }
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
    }
}
