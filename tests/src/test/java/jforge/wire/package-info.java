/**
 * What TCP really says. In: a {@linkplain jforge.hosts.TestHost host}'s network interface. Out: {@linkplain
 * jforge.wire.Segment segments} with their options. May import: hosts.
 */
@NullMarked
package jforge.wire;

import org.jspecify.annotations.NullMarked;
