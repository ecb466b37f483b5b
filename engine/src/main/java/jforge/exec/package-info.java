/**
 * A command on many hosts, outside of any plan. In: shell text and a {@link jforge.transport.Fleet}. Out: what each host
 * printed and how it ended. Start with {@link jforge.exec.Execution}. May import: {@code transport}, {@code plan} for
 * quoting.
 */
@NullMarked
package jforge.exec;

import org.jspecify.annotations.NullMarked;
