package jforge.inventory;

import java.nio.file.Path;
import jforge.source.Mark;

/**
 * A folder or a jar with resource types of somebody's own.
 *
 * @param path absolute
 * @param mark where the inventory names it
 */
public record Module(Path path, Mark mark) {}
