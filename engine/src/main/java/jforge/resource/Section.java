package jforge.resource;

import java.util.List;
import jforge.source.Mark;

/**
 * A top-level key of the inventory that stands for resources: {@code kernel:} for settings of the kernel. Every method is
 * pure, as a {@link ResourceType}'s are.
 *
 * <p>An implementation is a public final class with {@code @AutoService(Section.class)}; nothing else names it.
 */
public interface Section {
    /** What an entry may say besides its attributes; no attribute has such a name. */
    List<String> COMMON = List.of("on", "except", "each", "once", "requires");

    /** The inventory's key: "kernel". Below it stands a list of entries. */
    String key();

    /** What an entry may say; checked before {@link #resources}, and printed as the reference. */
    Schema schema();

    /**
     * What the entries for one host stand for, all seen together. Each is declared as if it were written under {@code
     * resources:}: it has edges and an identity, and others may require it by its label.
     *
     * @param entries at least one, in the order written
     * @throws jforge.source.InventoryException or {@link jforge.source.InventoryErrors} if they contradict each other
     */
    List<Meant<?, ?>> resources(List<Fields> entries, Beside files);

    /**
     * One resource that entries stand for.
     *
     * @param by the entries that it comes from, at least one of those that were given: it waits for what they require
     * @param mark where it is said: of a map's entry the key
     */
    record Meant<D, S>(List<Fields> by, Expanding.Part<D, S> part, Mark mark) {
        public Meant {
            by = List.copyOf(by);
        }
    }
}
