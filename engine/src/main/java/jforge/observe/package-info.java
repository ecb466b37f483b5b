/**
 * Looking at one host. In: questions, of any kinds. Out: {@linkplain jforge.observe.Interview one read-only script} that
 * asks each kind once, and from its output the {@link jforge.observe.Observation}: an answer to each question and a digest
 * of each frame. May import: {@code resource}, {@code plan}, {@code transport}.
 */
@NullMarked
package jforge.observe;

import org.jspecify.annotations.NullMarked;
