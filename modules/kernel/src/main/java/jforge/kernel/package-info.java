/**
 * Kernel settings: now, after {@code sysctl --system}, and after a reboot. In: declarations, and what a host's kernel and its
 * files say. Out: steps. May import: the contract ({@code resource}), {@code question}, {@code plan}, {@code source}.
 */
@NullMarked
package jforge.kernel;

import org.jspecify.annotations.NullMarked;
