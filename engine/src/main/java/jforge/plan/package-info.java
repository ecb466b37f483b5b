/**
 * The plan, as data alone. In: nothing. Out: {@link jforge.plan.Plan} and what it is made of, the {@link
 * jforge.plan.Event}s of applying it, its JSON form and its id. Whoever has a plan can apply it: it holds every command,
 * every payload and the way to every host. May import: {@code transport}, for the way to a host.
 */
@NullMarked
package jforge.plan;

import org.jspecify.annotations.NullMarked;
