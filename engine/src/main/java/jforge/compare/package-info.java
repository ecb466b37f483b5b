/**
 * Desired against seen. In: an inventory, the resource types, the fleet. Out: the {@link jforge.plan.Plan}; after applying,
 * the same call again says whether anything is left. Start with {@link jforge.compare.Planner}. May import: {@code plan},
 * {@code resource}, {@code observe}, {@code order}, {@code declare}, {@code facts}, {@code inventory}, {@code source}, {@code
 * transport}.
 */
@NullMarked
package jforge.compare;

import org.jspecify.annotations.NullMarked;
