/** The command: arguments in, the engine's results out as text and exit codes. */
@NullMarked
package jforge.cli;

import org.jspecify.annotations.NullMarked;
