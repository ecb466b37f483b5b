package jforge.inventory;

import java.util.List;
import jforge.source.Node;

/**
 * What stands below a top-level key that a module brings.
 *
 * @param key the first place where it is written
 * @param entries as written, those of included files first
 */
public record SectionEntries(Node.Scalar key, List<Node> entries) {
    public SectionEntries {
        entries = List.copyOf(entries);
    }
}
