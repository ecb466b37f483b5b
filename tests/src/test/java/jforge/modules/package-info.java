/**
 * Modules as teams have them: built outside of the tree against the engine. In: the sources in {@code docs/modules.md}. Out:
 * folders to name in an inventory. May import: everything.
 */
@NullMarked
package jforge.modules;

import org.jspecify.annotations.NullMarked;
