package jforge.plan;

import java.util.List;

/**
 * One command for the steps of several resources, run before the first of them.
 *
 * @param bond what becomes of the members when it fails
 * @param members labels of changes of the same host, in order
 * @param summary for eyes, a line each
 */
public record Merge(List<String> members, Bond bond, List<String> summary, Command command) {
    /** How members hold together. */
    public enum Bond {
        /** Each still tests, and does its own step where that is needed, so that one bad member fails alone. */
        LOOSE,
        /** It has put everything back, and every member fails with what it said. */
        WHOLE
    }

    public Merge {
        members = List.copyOf(members);
        summary = List.copyOf(summary);
    }
}
