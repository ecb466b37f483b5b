/**
 * What users do, on real hosts: whole runs of the command, in this process or in a second one. In: inventories written by
 * the tests. Out: what was printed, exit codes, and what is then on the hosts. May import: everything.
 */
@NullMarked
package jforge.scenarios;

import org.jspecify.annotations.NullMarked;
