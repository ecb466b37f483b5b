package jforge.pools;

import java.util.List;
import jforge.resource.Beside;
import jforge.resource.Fields;
import jforge.resource.Schema;
import jforge.resource.Section;

/** What one value of {@code kind:} stands for. */
interface PoolKind {
    /** The value: "node". */
    String name();

    /**
     * What an entry of this kind may say besides {@link PoolsSection}'s own. Two kinds may have one of the same name and
     * shape; the reference shows what the first says of it.
     */
    List<Schema.Attribute> attributes();

    /**
     * What the entries of this kind for one host stand for.
     *
     * @param entries at least one, in the order written; their names differ, and none listens where another does
     * @throws jforge.source.InventoryException or {@link jforge.source.InventoryErrors} if they contradict themselves
     */
    List<Section.Meant<?, ?>> meant(List<Fields> entries, Beside files);
}
