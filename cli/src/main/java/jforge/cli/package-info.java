/**
 * The command. In: arguments. Out: the engine's results as text, JSON and exit codes. {@link jforge.cli.Main} is the only
 * place that ends the process; {@link jforge.cli.Runs} is all that it asks of the engine. May import: all of the engine.
 */
@NullMarked
package jforge.cli;

import org.jspecify.annotations.NullMarked;
