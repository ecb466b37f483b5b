package jforge.resource;

import java.util.List;
import jforge.plan.Ref;
import jforge.source.Mark;

/**
 * One declared thing on one host.
 *
 * @param ref its host and label: "file /etc/motd"
 * @param mark where it was declared
 * @param requires what {@code requires:} names
 * @param triggers what {@code when-changed:} names
 */
public record Resource<D, S>(
        Ref ref, ResourceType<D, S> type, D desired, Mark mark, List<Link> requires, List<Link> triggers) {
    public Resource {
        requires = List.copyOf(requires);
        triggers = List.copyOf(triggers);
    }

    public Identity identity() {
        return type.identity(desired);
    }

    /** A reference that the user wrote, resolved; perhaps to another host. */
    public record Link(Ref to, Mark mark) {}
}
