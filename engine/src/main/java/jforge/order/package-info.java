/**
 * What comes before what. In: the resources of the whole fleet. Out: the same resources {@linkplain
 * jforge.order.Placed placed} in an order that agrees with every edge; or a cycle, with every mark on it. May import:
 * {@code resource}, {@code plan}, {@code source}.
 */
@NullMarked
package jforge.order;

import org.jspecify.annotations.NullMarked;
