package jforge.resource;

/** A type that has to know what else is declared on its host: a directory leaves those below it to themselves. */
public interface Neighbouring<D, S> extends ResourceType<D, S> {
    /**
     * Completes what is wanted by what is declared beside it. Called once all of a host is declared.
     *
     * @param own this resource as it was declared
     * @param neighbours all of its host, itself too
     * @return of the same identity
     * @throws jforge.source.InventoryException if they contradict each other; the message names both places
     */
    D among(Resource<D, S> own, Neighbours neighbours);
}
