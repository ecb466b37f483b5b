package jforge.explain;

import java.util.List;
import jforge.resource.Explaining;
import jforge.source.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Where something comes from.
 *
 * @param name as it was asked for, its prefix added: "vars.port", "file /etc/motd"
 * @param value as written where it counts; null where the inventory doesn't say, or for a resource
 * @param sources who says something, the one that counts first; for a resource, where it was declared
 * @param attributes of a resource: what was written, and what that refers to
 * @param waits what a resource comes after
 * @param chain for a section's: who has a say, as it goes from the inventory to the host; empty for others
 * @param note a sentence more; empty where there is none
 */
public record Explanation(
        String host,
        String name,
        @Nullable String value,
        List<Source> sources,
        List<Attribute> attributes,
        List<Wait> waits,
        List<Explaining.Link> chain,
        String note) {
    public Explanation {
        sources = List.copyOf(sources);
        attributes = List.copyOf(attributes);
        waits = List.copyOf(waits);
        chain = List.copyOf(chain);
    }

    /** @param who "group web, priority 2" */
    public record Source(String who, String value, Mark mark) {}

    /** @param uses what its references stand for, with the places */
    public record Attribute(String name, String written, Mark mark, List<Source> uses) {
        public Attribute {
            uses = List.copyOf(uses);
        }
    }

    /** @param why "requires, as written" */
    public record Wait(String label, String host, String why) {}

    static Explanation of(String host, String name, @Nullable String value, List<Source> sources, String note) {
        return new Explanation(host, name, value, sources, List.of(), List.of(), List.of(), note);
    }
}
