package jforge.inventory;

import java.util.List;
import jforge.source.Mark;

/**
 * A declared group.
 *
 * @param hosts its members, those of inner groups too, in the order declared
 * @param possible hosts that may be members, which only their facts will tell
 * @param byFacts whether facts decide who is in it, or in a group inside it
 * @param inner the groups inside it, at any depth
 * @param priority decides between groups of one host that set the same name: the higher wins; 0 where none was written
 */
public record Group(
        String name,
        List<String> hosts,
        List<String> possible,
        boolean byFacts,
        List<String> inner,
        long priority,
        Mark mark) {
    public Group {
        hosts = List.copyOf(hosts);
        possible = List.copyOf(possible);
        inner = List.copyOf(inner);
    }
}
