/**
 * Text with its places. In: YAML files. Out: a tree of {@link jforge.source.Node}s, each with the {@link
 * jforge.source.Mark} it was written at, typed by the YAML 1.2 core schema; what was wrong as an {@link
 * jforge.source.InventoryException}, several together as {@link jforge.source.InventoryErrors}. May import: nothing of
 * jforge.
 */
@NullMarked
package jforge.source;

import org.jspecify.annotations.NullMarked;
