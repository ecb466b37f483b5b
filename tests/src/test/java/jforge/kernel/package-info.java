/**
 * What is said of kernel settings, against the programs that apply them. In: real hosts, and the kernel module's cases. Out:
 * tests. May import: hosts, and the kernel module's package of the same name.
 */
@NullMarked
package jforge.kernel;

import org.jspecify.annotations.NullMarked;
