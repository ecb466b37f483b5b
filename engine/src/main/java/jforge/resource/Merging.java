package jforge.resource;

import java.util.List;
import jforge.plan.Command;
import org.jspecify.annotations.Nullable;

/** A type whose pending resources on one host are best done in one transaction: packages. */
public interface Merging<D, S> extends ResourceType<D, S> {
    /**
     * One transaction for several resources. It may fail: each member then does its own steps.
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
