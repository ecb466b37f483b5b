package jforge.transport;

import java.util.List;

/** OpenSSH's patterns of host names: {@code *} and {@code ?}. */
final class Glob {
    private Glob() {}

    /** Whether one of the patterns matches, and none of those that begin with {@code !}. */
    static boolean list(List<String> patterns, String text) {
        boolean found = false;
        for (String pattern : patterns) {
            if (pattern.startsWith("!") && matches(pattern.substring(1), text)) {
                return false;
            }
            found |= matches(pattern, text);
        }
        return found;
    }

    static boolean matches(String pattern, String text) {
        int p = 0;
        int star = -1;
        int resume = 0;
        for (int t = 0; t < text.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
