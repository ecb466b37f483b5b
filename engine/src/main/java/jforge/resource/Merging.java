package jforge.resource;

import java.util.List;
import java.util.Optional;
import jforge.plan.Command;
import jforge.plan.Merge;
import org.jspecify.annotations.Nullable;

/** A type whose pending resources on one host are best done in one transaction: packages. */
public interface Merging<D, S> extends ResourceType<D, S> {
    /** With which others of its type; empty where it is made alone. */
    Optional<Group> group(D desired);

    /**
     * Those that are made together.
     *
     * @param bond of a whole group every member waits for all that one of them waits for
     */
    record Group(String name, Merge.Bond bond) {}

    /**
     * One transaction for several resources of a group.
     *
     * @param pending those with steps, at least one, in order
     * @return null where each is best done alone
     */
    @Nullable Transaction merge(List<Pending<D, S>> pending);

    /** A resource with steps to do. */
    record Pending<D, S>(D desired, Seen<S> seen) {}

    /** @param summary for eyes, a line each: what it brings with it */
    record Transaction(Command command, List<String> summary) {}
}
