package jforge.inventory;

import java.util.List;

/**
 * One file of an inventory.
 *
 * @param top its content, the keys checked; of a directory nothing at all
 * @param included in the order included; what this file says is stronger than what any of them says
 */
record Part(Table top, List<Part> included) {
    Part {
        included = List.copyOf(included);
    }
}
