/**
 * Making a plan. In: the {@link jforge.plan.Plan} alone, and a fleet of shells. Out: one script a host and wave, and {@link
 * jforge.plan.Event}s as they happen. Knows no inventory and no resource type. May import: {@code plan}, {@code
 * transport}.
 */
@NullMarked
package jforge.apply;

import org.jspecify.annotations.NullMarked;
