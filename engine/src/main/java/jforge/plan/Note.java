package jforge.plan;

/**
 * What is worth knowing of a change, or of something that is as wanted; it changes nothing.
 *
 * @param text a sentence without a full stop, lower case, no secret in it
 */
public record Note(Level level, String text) {
    public enum Level {
        /** Shown with a change. */
        INFO,
        /** Shown also where nothing is to change. */
        WARNING
    }

    public static Note info(String text) {
        return new Note(Level.INFO, text);
    }

    public static Note warning(String text) {
        return new Note(Level.WARNING, text);
    }
}
