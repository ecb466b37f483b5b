package jforge.resource;

import java.util.List;
import java.util.Optional;
import jforge.source.Mark;
import jforge.source.Node;

/** Data beside the inventory: beside the file that says a name, and beside the inventory itself where that has none. */
public interface Beside {
    /**
     * A file of YAML with the places in it, read within the limits of an inventory.
     *
     * @param path relative, without "..": "profiles/web.yaml"
     * @param mark where the inventory asks for it
     * @return empty where there is no such file
     * @throws jforge.source.InventoryException if it can't be read, or is no YAML
     */
    Optional<Node> yaml(String path, Mark mark);

    /**
     * The names of the files that {@link #yaml} would find in a directory, without the ending {@code .yaml}; sorted.
     *
     * @param directory relative, without "..": "profiles"
     * @param mark where the inventory asks for it
     */
    List<String> names(String directory, Mark mark);
}
