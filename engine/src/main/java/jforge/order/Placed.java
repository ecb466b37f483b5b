package jforge.order;

import java.util.List;
import jforge.plan.Ref;
import jforge.resource.Edge;
import jforge.resource.Resource;

/**
 * A resource in its place.
 *
 * @param batch resources of one merging type and one batch don't depend on each other, nor on anything between them
 * @param after what must have ended before it, {@code requires} included
 * @param requires what must not have failed
 * @param shapers what may alter what is seen of it
 */
public record Placed(Resource<?, ?> resource, int batch, List<Ref> after, List<Ref> requires, List<Shaper> shapers) {
    public Placed {
        after = List.copyOf(after);
        requires = List.copyOf(requires);
        shapers = List.copyOf(shapers);
    }

    /** @param when which of its changes count */
    public record Shaper(Ref ref, Edge.When when) {}
}
