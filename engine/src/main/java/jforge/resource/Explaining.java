package jforge.resource;

import java.util.List;

/** A section that can tell, for one thing on one host, what wins and why: {@code jforge explain INVENTORY HOST KEY NAME}. */
public interface Explaining extends Section {
    /**
     * What must be known of the host.
     *
     * @param name what is asked for
     * @param declared all of the host; the name need not be among it
     * @throws jforge.source.InventoryException if it can't be a name
     */
    List<Question<?>> questions(String name, Neighbours declared);

    /**
     * The chain from what is declared to what is so.
     *
     * @param declared as for {@link #questions}
     * @param answers to those
     */
    Chain explain(String name, Neighbours declared, Answers answers);

    /**
     * @param links in the order in which one overrules the other
     * @param verdict a sentence: what wins, and whether that is as wanted
     */
    record Chain(List<Link> links, String verdict) {
        public Chain {
            links = List.copyOf(links);
        }
    }

    /**
     * One that has a say.
     *
     * @param stage whose it is: "inventory", "boot", "runtime"
     * @param place file and line, or who says it
     * @param value what it says
     * @param counts whether it is this that holds in its stage
     * @param why why it counts or doesn't; may be empty
     */
    record Link(String stage, String place, String value, boolean counts, String why) {}
}
