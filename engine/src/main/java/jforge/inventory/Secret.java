package jforge.inventory;

import java.nio.file.Path;
import jforge.source.Mark;

/** Where a secret is to be had; it is read only when something needs it. */
public sealed interface Secret {
    Mark mark();

    /** A variable of jforge's own environment. */
    record Env(String variable, Mark mark) implements Secret {}

    /** A file's text without its last line break; the path is absolute. */
    record File(Path path, Mark mark) implements Secret {}

    /** What a shell command prints, without the last line break; it runs in the inventory's directory. */
    record Command(String text, Path directory, Mark mark) implements Secret {}
}
