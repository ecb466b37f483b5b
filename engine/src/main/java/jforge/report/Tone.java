package jforge.report;

/** What a piece of text means, for those who see colour. */
enum Tone {
    PLAIN(""),
    TITLE("1"),
    QUIET("2"),
    ADDED("32"),
    CHANGED("33"),
    REMOVED("31"),
    EFFECT("36"),
    ALARM("1;31");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** Parameters of the terminal's "select graphic rendition"; empty for none. */
    String code() {
        return code;
    }
}
