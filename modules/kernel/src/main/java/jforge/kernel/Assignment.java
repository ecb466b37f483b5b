package jforge.kernel;

import java.util.Optional;

/**
 * A line that would set a key, and what becomes of it.
 *
 * @param written the path or pattern in it, with slashes
 * @param value without blanks around it; those within are as written
 * @param glob the line has a pattern that the key matches
 * @param by what keeps it from counting; empty where it counts, and where the file isn't read
 */
record Assignment(Place at, String written, String value, boolean glob, Verdict verdict, Optional<Place> by) {
    /** Whether a line decides the value, else why it doesn't. */
    enum Verdict {
        COUNTS,
        /** Another line has the last word. */
        OVERRIDDEN,
        /** A file of the same name in an earlier directory hides this one. */
        MASKED,
        /** A line "-KEY" without a value keeps the key from it. */
        EXCLUDED,
        /** The applier doesn't read this file at all. */
        UNREAD
    }

    static Assignment of(Statement statement, Verdict verdict, Optional<Place> by) {
        return new Assignment(
                statement.at(), statement.path(), statement.value().orElseThrow(), statement.glob(), verdict, by);
    }

    String file() {
        return at.file();
    }

    int line() {
        return at.line();
    }

    boolean counts() {
        return verdict == Verdict.COUNTS;
    }

    /** "counts", "overridden by FILE:LINE", "masked by FILE", "excluded by FILE:LINE" or "not read". */
    String reason() {
        String place = by.map(Place::toString).orElse("");
        return switch (verdict) {
            case COUNTS -> "counts";
            case OVERRIDDEN -> "overridden by " + place;
            case MASKED -> "masked by " + place;
            case EXCLUDED -> "excluded by " + place;
            case UNREAD -> "not read";
        };
    }
}
