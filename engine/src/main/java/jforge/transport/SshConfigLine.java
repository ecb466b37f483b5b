package jforge.transport;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of an OpenSSH client configuration: {@code Key value} or {@code Key=value}.
 *
 * @param key as written
 * @param values none in a comment or an empty line; quotes are taken off
 * @param rest what stands after the keyword, quotes and comments included
 */
record SshConfigLine(String key, List<String> values, String rest) {
    private static final String SPACE = " \t\r\f";

    static SshConfigLine of(String text) {
        String line = strip(text);
        int end = 0;
        while (end < line.length() && (SPACE + "=").indexOf(line.charAt(end)) < 0) {
            end++;
        }
        String key = line.substring(0, end).replace("\"", "");
        if (key.isEmpty() || key.startsWith("#")) {
            return new SshConfigLine("", List.of(), "");
        }
        String rest = strip(line.substring(end));
        if (rest.startsWith("=")) {
            rest = strip(rest.substring(1));
        }
        return new SshConfigLine(key, words(rest), rest);
    }

    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && SPACE.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && SPACE.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean started = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\'
                    && i + 1 < text.length()
                    && ("\\\"'".indexOf(text.charAt(i + 1)) >= 0 || quote == 0 && text.charAt(i + 1) == ' ');
            if (escapes) {
                word.append(text.charAt(++i));
                started = true;
            } else if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
                started = true;
            } else if (quote == 0 && (c == ' ' || c == '\t')) {
                if (started) {
                    words.add(word.toString());
                }
                word.setLength(0);
                started = false;
            } else if (quote == 0 && !started && c == '#') {
                break;
            } else {
                word.append(c);
                started = true;
            }
        }
        if (started) {
            words.add(word.toString());
        }
        return words;
    }
}
