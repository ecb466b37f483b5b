package jforge.base;

import java.util.ArrayList;
import java.util.List;

/**
 * A simple directive of nginx's configuration.
 *
 * @param arguments with one blank between; quotes gone
 * @param line where its name stands, from 1
 */
record NginxDirective(String name, String arguments, int line) {
    /** Those that end with a semicolon, in the order written, of whatever block. */
    static List<NginxDirective> all(String text) {
        return new Scan(text).directives();
    }

    private static final class Scan {
        private final String text;
        private final List<NginxDirective> found = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private int at;
        private int line = 1;
        private int start = 1;

        Scan(String text) {
            this.text = text;
        }

        List<NginxDirective> directives() {
            while (at < text.length()) {
                char c = text.charAt(at);
                switch (c) {
                    case '\n' -> line++;
                    case ' ', '\t', '\r' -> {}
                    case '#' -> at = end() - 1;
                    case '{', '}' -> words.clear();
                    case ';' -> close();
                    default -> word(c);
                }
                at++;
            }
            return found;
        }

        private int end() {
            int end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end;
        }

        private void close() {
            if (!words.isEmpty()) {
                found.add(new NginxDirective(words.get(0), String.join(" ", words.subList(1, words.size())), start));
            }
            words.clear();
        }

        /** Leaves the position at its last character. */
        private void word(char first) {
            if (words.isEmpty()) {
                start = line;
            }
            boolean quoted = first == '"' || first == '\'';
            StringBuilder word = new StringBuilder();
            int i = quoted ? at + 1 : at;
            while (i < text.length() && !ends(text.charAt(i), first, quoted)) {
                if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                    i++;
                }
                if (text.charAt(i) == '\n') {
                    line++;
                }
                word.append(text.charAt(i));
                i++;
            }
            words.add(word.toString());
            at = quoted ? i : i - 1;
        }

        private static boolean ends(char c, char first, boolean quoted) {
            return quoted ? c == first : Character.isWhitespace(c) || c == ';' || c == '{';
        }
    }
}
