/**
 * Declarations to resources. In: an {@link jforge.inventory.Inventory}, the resource types, what the hosts told of
 * themselves. Out: for each host its {@link jforge.resource.Resource}s, no variable left ({@link
 * jforge.declare.Declarer#declare}). What needs facts of a host that hasn't told any comes as {@link
 * jforge.declare.Undeclared} instead: {@code declare(Map.of())} therefore says whether an inventory needs facts at all, and
 * gives what can be asked before they are known. Secrets travel through text as placeholders and are real only in the
 * secret spans of a {@link jforge.plan.Value.Text}. May import: {@code inventory}, {@code facts}, {@code resource}, {@code
 * plan}, {@code source}.
 */
@NullMarked
package jforge.declare;

import org.jspecify.annotations.NullMarked;
