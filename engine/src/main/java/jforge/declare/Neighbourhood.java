package jforge.declare;

import java.util.ArrayList;
import java.util.List;
import jforge.resource.Neighbouring;
import jforge.resource.Neighbours;
import jforge.resource.Resource;
import jforge.source.InventoryErrors;

/** Lets the resources of one host see each other. */
final class Neighbourhood {
    private Neighbourhood() {}

    /** @param errors takes what contradicts each other */
    static List<Resource<?, ?>> settled(List<Resource<?, ?>> resources, InventoryErrors.Collector errors) {
        Neighbours neighbours = new Neighbours(resources);
        List<Resource<?, ?>> settled = new ArrayList<>();
        for (Resource<?, ?> resource : resources) {
            errors.attempt(() -> settled.add(settled(resource, neighbours)));
        }
        return settled;
    }

    private static <D, S> Resource<D, S> settled(Resource<D, S> resource, Neighbours neighbours) {
        if (!(resource.type() instanceof Neighbouring<D, S> type)) {
            return resource;
        }
        D desired = type.among(resource, neighbours);
        return new Resource<>(resource.ref(), type, desired, resource.mark(), resource.requires(), resource.triggers());
    }
}
