/**
 * Worker pools: applications that use every processor behind one address, and change without losing a request. In:
 * declarations, and what a host says of its pools. Out: steps. May import: the contract ({@code resource}), {@code question},
 * {@code plan}, {@code source}.
 */
@NullMarked
package jforge.pools;

import org.jspecify.annotations.NullMarked;
