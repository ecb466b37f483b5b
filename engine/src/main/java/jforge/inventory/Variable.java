package jforge.inventory;

import jforge.source.Node;

/**
 * A variable's value on one host, not yet interpolated.
 *
 * @param value its mark is where it was written
 * @param from the group's name for {@link Level#GROUP}, the host's for {@link Level#HOST}, else empty
 */
public record Variable(Node value, Level level, String from) {}
