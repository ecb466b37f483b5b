package jforge.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One resource as a plan shows it, without its host.
 *
 * @param origin where it was declared, as "file:line"; empty for none
 */
record Entry(Line head, String origin, List<Line> body) {
    /** All that is shown: equal for what looks the same on two hosts. */
    String text() {
        return body.stream().map(Line::text).collect(Collectors.joining("\n", head.text() + "\n" + origin + "\n", ""));
    }
}
