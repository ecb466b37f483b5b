/**
 * How what is declared is at this moment, on many hosts. In: a module's {@link jforge.resource.Report}, what is declared on
 * each host, and a {@link jforge.transport.Fleet}. Out: what each host told, or why it didn't; nothing is compared, and no
 * plan is made from it. Start with {@link jforge.survey.Survey}. May import: {@code declare}, {@code resource}, {@code transport}.
 */
@NullMarked
package jforge.survey;

import org.jspecify.annotations.NullMarked;
