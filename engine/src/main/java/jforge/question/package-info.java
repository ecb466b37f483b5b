/**
 * What can be asked of any host: one file a question, its shell and the reader of what that prints side by side. In: small
 * records such as {@link jforge.question.Stat}. Out: typed answers. No name is ever read back from a tool's output: answers
 * are told apart by order and count. May import: {@code resource}, {@code plan}.
 */
@NullMarked
package jforge.question;

import org.jspecify.annotations.NullMarked;
