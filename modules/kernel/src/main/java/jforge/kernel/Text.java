package jforge.kernel;

/** Blanks as C programs know them. */
final class Text {
    /** What isspace(3) says yes to. */
    static final String SPACES = " \t\n\u000b\f\r";

    private Text() {}

    /** Without those of the given characters that stand at either end. */
    static String strip(String text, String blanks) {
        return stripTrailing(stripLeading(text, blanks), blanks);
    }

    static String stripLeading(String text, String blanks) {
        int from = 0;
        while (from < text.length() && blanks.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        return text.substring(from);
    }

    static String stripTrailing(String text, String blanks) {
        int to = text.length();
        while (to > 0 && blanks.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(0, to);
    }

    /** Up to the first of the characters, or all of it. */
    static String before(String text, String ends) {
        int to = 0;
        while (to < text.length() && ends.indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return text.substring(0, to);
    }
}
