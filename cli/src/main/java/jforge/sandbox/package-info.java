/**
 * A disposable host made out of the machine that jforge runs on: namespaces of its own, the machine's files
 * copy-on-write, an SSH server in jforge's own process. In: the names of an inventory and a host. Out: a {@link
 * jforge.transport.Target}, so that the path that serves production is used. May import: {@code transport}, for the
 * target alone.
 */
@NullMarked
package jforge.sandbox;

import org.jspecify.annotations.NullMarked;
