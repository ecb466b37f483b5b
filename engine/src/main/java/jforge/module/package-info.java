/**
 * Resource types from outside of jforge. In: the folders and jars that an inventory names under {@code modules:}. Out: their
 * {@link jforge.resource.ResourceType}s beside those that jforge has. Start with {@link jforge.module.ModuleTypes}. May
 * import: {@code inventory}, {@code resource}, {@code source}.
 */
@NullMarked
package jforge.module;

import org.jspecify.annotations.NullMarked;
