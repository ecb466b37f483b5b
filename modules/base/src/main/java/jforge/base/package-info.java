/**
 * What any host has: files, packages, services, users. In: declarations and what a host answered. Out: steps. May import:
 * the contract ({@code resource}), {@code question}, {@code plan}, {@code source}.
 */
@NullMarked
package jforge.base;

import org.jspecify.annotations.NullMarked;
