package jforge.declare;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jforge.inventory.Places;
import jforge.resource.Beside;
import jforge.source.Mark;
import jforge.source.Node;
import jforge.source.YamlReader;

/** Data beside the inventory, each file read once a run. */
final class BesideInventory implements Beside {
    private static final String ENDING = ".yaml";

    private final Places places;
    private final Map<Path, Node> read = new HashMap<>();

    BesideInventory(Places places) {
        this.places = places;
    }

    @Override
    public Optional<Node> yaml(String path, Mark mark) {
        for (Path directory : directories(mark)) {
            Path file = directory.resolve(checked(path));
            if (Files.exists(file)) {
                return Optional.of(read.computeIfAbsent(file, f -> YamlReader.read(shown(f, path, mark))));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> names(String directory, Mark mark) {
        Set<String> names = new TreeSet<>();
        for (Path root : directories(mark)) {
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(root.resolve(checked(directory)), "*" + ENDING)) {
                files.forEach(file -> names.add(file.getFileName().toString().replaceFirst("\\.yaml$", "")));
            } catch (IOException e) {
                continue; // it is for hints: what can't be read has no names
            }
        }
        return List.copyOf(names);
    }

    private Set<Path> directories(Mark mark) {
        Set<Path> directories = new LinkedHashSet<>();
        directories.add(places.directory(mark));
        directories.add(places.root());
        return directories;
    }

    private static Path checked(String path) {
        Path relative = Path.of(path).normalize();
        if (relative.isAbsolute() || relative.startsWith("..")) {
            throw new IllegalArgumentException("not beside the inventory: " + path);
        }
        return relative;
    }

    /** As marks of the file that asks for it begin, where it stands beside that one. */
    private Path shown(Path file, String path, Mark mark) {
        Path parent = Path.of(mark.file()).getParent();
        Path sibling = parent == null ? Path.of(path) : parent.resolve(path);
        return file.equals(sibling.toAbsolutePath().normalize()) ? sibling : file;
    }
}
