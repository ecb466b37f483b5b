/**
 * What an inventory says of hosts. In: a file, through {@link jforge.inventory.InventoryReader#read}. Out: an {@link
 * jforge.inventory.Inventory}: hosts with their way in and their variables (each with the level that it came from),
 * groups, secrets not yet read, and resources and sections as they were written. No host is touched. All faults that don't
 * hide each other come together, as {@link jforge.source.InventoryErrors}. May import: {@code source}.
 */
@NullMarked
package jforge.inventory;

import org.jspecify.annotations.NullMarked;
