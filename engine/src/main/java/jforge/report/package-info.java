/**
 * What people, scripts and the shell are told. In: a {@link jforge.plan.Plan} and the {@link jforge.plan.Event}s of
 * applying it; what a command printed; what hosts told of a {@link jforge.resource.Report}. Out: text for a terminal or a pipe, JSON documents, an exit code. No secret comes through here: values are
 * shown masked, and text from hosts can't steer a terminal. May import: {@code plan},
 * {@code exec}, {@code survey}, {@code resource} for reports.
 */
@NullMarked
package jforge.report;

import org.jspecify.annotations.NullMarked;
