package jforge.transport;

/** What a second shell runs to stop the first before its next step. */
final class Stop {
    /** Takes no frames. */
    static final FrameSink NOTHING = (name, body, word) -> {};

    private Stop() {}

    static String script(String token) {
        return "mkdir -p \"$STATE\" && : >\"$STATE/stop-" + token + "\"";
    }
}
