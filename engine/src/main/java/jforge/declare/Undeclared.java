package jforge.declare;

import jforge.source.Mark;
import org.jspecify.annotations.Nullable;

/**
 * A resource that can't be declared before a host has told its facts.
 *
 * @param label null where the label itself needs facts
 * @param mark where it was declared
 * @param of the host whose facts were missed first
 * @param needs the first that was missed: "facts.cpus"
 */
public record Undeclared(@Nullable String label, Mark mark, String of, String needs) {}
