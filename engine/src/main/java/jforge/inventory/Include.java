package jforge.inventory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import jforge.source.InventoryException;
import jforge.source.Node;

/** The files that one item of {@code include:} means. */
final class Include {
    private Include() {}

    /**
     * @param from the file that includes: the item is relative to it
     * @return at least one, as a user would write them; of a glob those that match, in the order of their names
     * @throws InventoryException if there is no such file
     */
    static List<Path> files(Path from, Node item) {
        String text = Table.text(item, "include");
        try {
            Path parent = from.getParent();
            Path base = parent == null ? Path.of("") : parent;
            Path start =
                    text.startsWith("~/") ? Path.of(System.getProperty("user.home", "/")) : base.resolve(root(text));
            String rest = text.startsWith("~/") ? text.substring(2) : text;
            return isGlob(text) ? glob(start, rest, from, item) : List.of(file(start.resolve(rest), text, item));
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw new InventoryException(item.mark(), "\"" + text + "\" can't be a path or a glob");
        } catch (IOException | DirectoryIteratorException e) {
            throw new InventoryException(item.mark(), "\"" + text + "\" leads to a directory that can't be read");
        }
    }

    private static String root(String text) {
        return text.startsWith("/") ? "/" : "";
    }

    private static Path file(Path path, String text, Node item) throws IOException {
        if (Files.isDirectory(path)) {
            throw new InventoryException(
                    item.mark(),
                    "\"" + text + "\" is a directory; name its files: " + text.replaceFirst("/*$", "/*.yaml"));
        }
        if (!Files.exists(path)) {
            throw new InventoryException(item.mark(), "there is no file \"" + text + "\" beside this inventory file");
        }
        return tidy(path);
    }

    private static List<Path> glob(Path start, String text, Path from, Node item) throws IOException {
        List<Path> found = List.of(start);
        for (String segment : text.split("/")) {
            List<Path> next = new ArrayList<>();
            for (Path path : found) {
                if (!isGlob(segment)) {
                    next.add(path.resolve(segment));
                } else if (Files.isDirectory(path)) {
                    matching(path, segment, next);
                }
            }
            found = next;
        }
        List<Path> files = new ArrayList<>();
        for (Path path : found) {
            // a file that takes in all of its own directory doesn't mean itself
            if (Files.isRegularFile(path) && !Files.isSameFile(path, from)) {
                files.add(tidy(path));
            }
        }
        if (files.isEmpty()) {
            throw new InventoryException(item.mark(), "no file matches \"" + text + "\"");
        }
        return files;
    }

    private static void matching(Path directory, String glob, List<Path> into) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
            List<Path> sorted = new ArrayList<>();
            entries.forEach(sorted::add);
            // an editor's swap file is nobody's declaration
            sorted.removeIf(path -> path.getFileName().toString().startsWith(".") && !glob.startsWith("."));
            sorted.sort(null);
            into.addAll(sorted);
        }
    }

    /** Without "..", unless a symbolic link makes that another file. */
    private static Path tidy(Path path) throws IOException {
        Path tidy = path.normalize();
        return Files.exists(tidy) && Files.isSameFile(tidy, path) ? tidy : path;
    }

    private static boolean isGlob(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0 || text.indexOf('{') >= 0;
    }
}
