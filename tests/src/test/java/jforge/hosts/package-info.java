/**
 * Real hosts for tests. In: the images that {@code tests/hosts/up} builds, and a Docker engine. Out: running hosts with an
 * SSH key that fits, as {@link jforge.transport.Target}. May import: transport.
 */
@NullMarked
package jforge.hosts;

import org.jspecify.annotations.NullMarked;
