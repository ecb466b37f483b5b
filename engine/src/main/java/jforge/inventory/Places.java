package jforge.inventory;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import jforge.source.InventoryException;
import jforge.source.Mark;

/**
 * Where an inventory's files stand: paths in a file are relative to its own directory.
 *
 * @param root the directory of the inventory itself; absolute
 * @param directories by a file's name as marks have it; absolute
 */
public record Places(Path root, Map<String, Path> directories) {
    public Places {
        directories = Map.copyOf(directories);
    }

    /** The directory that what is written at the mark is relative to; the root for what stands in no file. */
    public Path directory(Mark mark) {
        return directories.getOrDefault(mark.file(), root);
    }

    /**
     * A path of the controller: relative to the file that says it, or below the user's home.
     *
     * @return absolute
     * @throws InventoryException if it can't be a path
     */
    public Path resolve(String text, Mark mark) {
        try {
            return text.startsWith("~/")
                    ? Path.of(System.getProperty("user.home", "/"), text.substring(2))
                    : directory(mark).resolve(text).normalize();
        } catch (InvalidPathException e) {
            String advice = text.chars().anyMatch(c -> c > '~') ? "; set LC_ALL to C.UTF-8, so that it can" : "";
            throw new InventoryException(mark, "\"" + text + "\" can't be a path: " + e.getReason() + advice);
        }
    }
}
