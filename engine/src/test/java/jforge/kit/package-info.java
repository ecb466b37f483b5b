/**
 * The contract kit: what every resource type has to keep, tried on a real host.
 *
 * <p>In: a {@link jforge.kit.Contract}: a type, shell that makes starting states, declarations as YAML, and which facts of a host
 * each attribute may change; and a shell on a host that may be spoilt. Out: a {@link jforge.kit.Fault} for each promise that
 * isn't kept. A test extends {@link jforge.kit.TypeContract}, which tries every declaration from every state:
 *
 * <ul>
 *   <li>looking: twice it sees the same bytes, on a busy host too, and leaves no trace;
 *   <li>steps: each, made by itself, removes the differences that it shows, and changes nothing else on the host;
 *   <li>plan: after the whole plan the next one is empty, and leads to the same host as step by step;
 *   <li>unknown: steps from an unknown state converge, and leave a converged host untouched;
 *   <li>repeat: a test passes after its change, and the change made once more is harmless;
 *   <li>kill: killed before any of the commands that it runs, and run again, it converges and leaves nothing behind;
 *   <li>fail: when any of those commands fails, it says so and what requires it is held back, or it is done all the same;
 *   <li>effect: what is due comes when a trigger changed, and is still owed after a kill;
 *   <li>secret: no script, difference or answer holds one.
 * </ul>
 *
 * <p>May import: every station of the engine, JUnit.
 */
@NullMarked
package jforge.kit;

import org.jspecify.annotations.NullMarked;
