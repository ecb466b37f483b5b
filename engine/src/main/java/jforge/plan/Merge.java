package jforge.plan;

import java.util.List;

/**
 * One command for the steps of several resources, run before the first of them. It may fail: each member then still
 * tests, and does its own step where that is needed, so that one bad member fails alone.
 *
 * @param members labels of changes of the same host, in order
 * @param summary for eyes, a line each
 */
public record Merge(List<String> members, List<String> summary, Command command) {
    public Merge {
        members = List.copyOf(members);
        summary = List.copyOf(summary);
    }
}
