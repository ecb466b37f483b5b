/**
 * What a host is: its system, processors, memory, addresses. In: a shell on the host. Out: {@link jforge.facts.Facts} that
 * stay as they are while the host does. May import: {@code transport}, {@code resource}.
 */
@NullMarked
package jforge.facts;

import org.jspecify.annotations.NullMarked;
