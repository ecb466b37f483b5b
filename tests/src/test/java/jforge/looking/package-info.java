/**
 * That looking changes nothing. In: every kind of question on the class path, and real hosts. Out: what each kind does to a
 * host while it asks. May import: everything, as a user of the engine would.
 */
@NullMarked
package jforge.looking;

import org.jspecify.annotations.NullMarked;
