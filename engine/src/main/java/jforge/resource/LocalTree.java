package jforge.resource;

import java.util.List;
import java.util.Optional;

/**
 * A directory of the controller with all that is in it.
 *
 * @param entries by path, so that a directory comes before what is in it
 */
public record LocalTree(List<Entry> entries) {
    public LocalTree {
        entries = List.copyOf(entries);
    }

    /** One thing in it. */
    public sealed interface Entry {
        /** From the tree's root, with slashes between: "conf/app.conf". */
        String path();
    }

    public record Directory(String path) implements Entry {}

    /**
     * @param executable whether its owner may execute it
     * @param text its content where that is short text
     */
    public record File(String path, Fields.LocalFile file, boolean executable, Optional<String> text)
            implements Entry {}

    /** @param to relative, and within the tree */
    public record Link(String path, String to) implements Entry {}
}
