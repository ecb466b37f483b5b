/**
 * Where a value or a resource comes from. In: an inventory and its resources in order; what a section tells of a host. Out:
 * an {@link jforge.explain.Explanation}; no host is asked from here and no secret is shown. May import: {@code inventory}, {@code declare},
 * {@code order}, {@code resource}, {@code plan}, {@code source}.
 */
@NullMarked
package jforge.explain;

import org.jspecify.annotations.NullMarked;
