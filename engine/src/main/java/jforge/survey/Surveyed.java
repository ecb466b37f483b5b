package jforge.survey;

import jforge.resource.Report;
import org.jspecify.annotations.Nullable;

/**
 * What came of a report on one host.
 *
 * @param told empty where it was not told
 * @param lost why the host could not be reached; null where it was
 * @param failed why it could not tell, although it was reached; null where it told
 */
public record Surveyed(
        String host,
        Report.Told told,
        @Nullable String lost,
        @Nullable String failed) {}
