/**
 * The contract between the engine and whoever writes a resource type. Start with {@link jforge.resource.ResourceType}. In:
 * a declaration's {@link jforge.resource.Fields} and the {@link jforge.resource.Answers} of a host. Out: the {@link
 * jforge.plan.Step}s from seen to desired. May import: {@code plan}, {@code source}.
 */
@NullMarked
package jforge.resource;

import org.jspecify.annotations.NullMarked;
