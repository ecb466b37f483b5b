package jforge.report;

/** A line to print: one colour, controls escaped already. */
record Line(Tone tone, String text) {
    Line indented(String indent) {
        return new Line(tone, indent + text);
    }

    static Line plain(String text) {
        return new Line(Tone.PLAIN, text);
    }
}
