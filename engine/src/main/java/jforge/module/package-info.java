/**
 * Resource types, sections and cross checks from outside of jforge. In: the folders and jars that an inventory names under
 * {@code modules:}. Out: {@link jforge.module.Extensions}: theirs beside those that jforge has. Start with {@link
 * jforge.module.ModuleExtensions}. May import: {@code inventory}, {@code resource}, {@code source}.
 */
@NullMarked
package jforge.module;

import org.jspecify.annotations.NullMarked;
