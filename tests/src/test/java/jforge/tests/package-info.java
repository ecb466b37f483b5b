/** Tests of the whole: the built command, and the engine on real hosts. */
@NullMarked
package jforge.tests;

import org.jspecify.annotations.NullMarked;
