/**
 * A shell on a host. In: a {@link jforge.transport.Target}, scripts and the bytes they ask for. Out: what the scripts
 * print. SSH, the local machine. May import: nothing of jforge.
 */
@NullMarked
package jforge.transport;

import org.jspecify.annotations.NullMarked;
