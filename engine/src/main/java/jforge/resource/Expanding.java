package jforge.resource;

import java.util.List;

/** A type whose declaration stands for further things, each with a line of its own in the plan: a tree of files. */
public interface Expanding<D, S> extends ResourceType<D, S> {
    /**
     * What it stands for besides itself. What the inventory itself declares takes the place of a part of the same identity.
     * Who requires or is triggered by this one is so by every part.
     */
    List<Part<?, ?>> parts(D desired);

    /** @param name for its label, behind the key of its type, which no inventory needs to know */
    record Part<D, S>(ResourceType<D, S> type, D desired, String name) {}
}
