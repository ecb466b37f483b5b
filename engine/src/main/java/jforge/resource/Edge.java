package jforge.resource;

import java.util.ArrayList;
import java.util.List;

/** How a resource stands to another of its host. An edge to what isn't declared does nothing. */
public sealed interface Edge {
    /** This comes after the other, and is skipped when the other fails. */
    record Requires(Identity other) implements Edge {}

    /** This comes after the other, whatever becomes of it. */
    record After(Identity other) implements Edge {}

    /**
     * The other comes after this; while this has a pending change that counts, what was seen of the other is not to be
     * relied on.
     */
    record Shapes(Identity other, When when) implements Edge {}

    /** {@link Shapes} for everything declared below a directory, itself included. */
    record ShapesBelow(String path, When when) implements Edge {}

    /**
     * {@link Shapes} for every other thing of a space whose name begins and ends so: a setting that resets those of all
     * interfaces.
     */
    record ShapesMatching(String space, String prefix, String suffix, When when) implements Edge {}

    /**
     * {@link Shapes} seen from the other end: this comes after the other, and is skipped when the other fails; while the
     * other has a pending change that counts, what was seen of this is not to be relied on. A service and its unit's file.
     */
    record ShapedBy(Identity other, When when) implements Edge {}

    /**
     * Everything of a space comes after this, but for what this waits for; while this has a pending change, what has
     * something to do is not to be relied on: a repository and packages, of which those that are there stay as they are.
     */
    record Supplies(String space) implements Edge {}

    /** {@link Shapes} for everything that requires this, by an edge or by {@code requires:}. */
    record ShapesDependents(When when) implements Edge {}

    /**
     * {@link ShapedBy} for everything that {@code requires:} names: what can't be told before that is as wanted. A command
     * with a probe.
     */
    record ShapedByRequired(When when) implements Edge {}

    /**
     * Everything that requires this by an edge of its type comes before it instead: what is removed goes after what it
     * holds. While such a one has a pending change that counts, what was seen of this is not to be relied on. An absent
     * directory.
     */
    record AfterDependents(When when) implements Edge {}

    enum When {
        /** Only making or removing it alters the others: a package. */
        MADE_OR_REMOVED,
        /** Every change of it may alter the others: a setting that resets others. */
        CHANGED,
        /** Every change of it may alter what is to be done of the others, where something is: a repository. */
        PENDING
    }

    /** {@link Requires} for each directory above the path: what a path's resource waits for. */
    static List<Edge> ancestors(String path) {
        List<Edge> edges = new ArrayList<>();
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            edges.add(new Requires(Identity.path(path.substring(0, slash))));
        }
        return edges;
    }
}
