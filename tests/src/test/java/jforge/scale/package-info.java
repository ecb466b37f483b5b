/**
 * What many resources cost on one host. In: {@linkplain jforge.scale.Many how to declare many} of each type. Out: how many
 * processes a host starts for them. May import: everything, as a user of the engine would.
 */
@NullMarked
package jforge.scale;

import org.jspecify.annotations.NullMarked;
