/**
 * The contracts of the base module's types, by the {@linkplain jforge.kit contract kit}, and planted faults which that kit has to
 * catch. In: the types, the test hosts. Out: tests. May import: everything.
 */
@NullMarked
package jforge.contract;

import org.jspecify.annotations.NullMarked;
