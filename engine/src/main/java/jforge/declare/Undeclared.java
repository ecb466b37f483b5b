package jforge.declare;

import jforge.source.Mark;
import org.jspecify.annotations.Nullable;

/**
 * A resource that can't be declared before its host has told its facts.
 *
 * @param label null where the label itself needs facts
 * @param mark where it was declared
 * @param needs the first fact that was missed: "facts.cpus"
 */
public record Undeclared(@Nullable String label, Mark mark, String needs) {}
