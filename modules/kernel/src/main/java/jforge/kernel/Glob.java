package jforge.kernel;

import java.util.ArrayList;
import java.util.List;

/** Shell patterns as the C library understands them: glob(3) and fnmatch(3) in the C locale. */
final class Glob {
    private Glob() {}

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    /** As glob(3) finds files: a slash is matched by a slash alone, a dot at a name's beginning by a dot alone. */
    static boolean matchesPath(String pattern, String path) {
        String[] patterns = pattern.split("/", -1);
        String[] names = path.split("/", -1);
        if (patterns.length != names.length) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            boolean hidden = names[i].startsWith(".") && !patterns[i].startsWith(".");
            if (hidden || !matches(patterns[i], names[i])) {
                return false;
            }
        }
        return true;
    }

    /** As fnmatch(3) without flags: slashes and dots are characters like others. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            boolean atStar = p < pattern.length() && pattern.charAt(p) == '*';
            int next = p < pattern.length() && !atStar ? one(pattern, p, text.charAt(t)) : -1;
            if (next >= 0) {
                p = next;
                t++;
            } else if (atStar) {
                star = p++;
                mark = t;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Matches a character; the place in the pattern after what matched it, or -1. */
    private static int one(String pattern, int at, char c) {
        char p = pattern.charAt(at);
        if (p == '?') {
            return at + 1;
        }
        if (p == '[') {
            int end = end(pattern, at);
            if (end >= 0) {
                return inBrackets(pattern, at + 1, end, c) ? end + 1 : -1;
            }
        }
        if (p == '\\' && at + 1 < pattern.length()) {
            return pattern.charAt(at + 1) == c ? at + 2 : -1;
        }
        return p == c ? at + 1 : -1;
    }

    /** The bracket that closes; -1 where none does, and the opening one stands for itself. */
    private static int end(String pattern, int open) {
        int at = open + 1;
        if (at < pattern.length() && negation(pattern.charAt(at))) {
            at++;
        }
        for (boolean first = true; at < pattern.length(); first = false) {
            char c = pattern.charAt(at);
            if (c == ']' && !first) {
                return at;
            }
            int named = c == '[' && pattern.startsWith("[:", at) ? pattern.indexOf(":]", at + 2) : -1;
            at = named >= 0 ? named + 2 : at + (c == '\\' ? 2 : 1);
        }
        return -1;
    }

    private static boolean inBrackets(String pattern, int from, int end, char c) {
        boolean negated = negation(pattern.charAt(from));
        boolean found = false;
        int at = negated ? from + 1 : from;
        while (at < end) {
            int named = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at + 2) : -1;
            if (named >= 0 && named < end) {
                found |= inClass(pattern.substring(at + 2, named), c);
                at = named + 2;
                continue;
            }
            at += pattern.charAt(at) == '\\' && at + 1 < end ? 1 : 0;
            char low = pattern.charAt(at++);
            char high = low;
            if (at + 1 < end && pattern.charAt(at) == '-') {
                at += pattern.charAt(at + 1) == '\\' && at + 2 < end ? 2 : 1;
                high = pattern.charAt(at++);
            }
            found |= low <= c && c <= high;
        }
        return found != negated;
    }

    private static boolean negation(char c) {
        return c == '!' || c == '^';
    }

    private static boolean inClass(String name, char c) {
        boolean lower = c >= 'a' && c <= 'z';
        boolean upper = c >= 'A' && c <= 'Z';
        boolean digit = c >= '0' && c <= '9';
        return switch (name) {
            case "alpha" -> lower || upper;
            case "lower" -> lower;
            case "upper" -> upper;
            case "digit" -> digit;
            case "alnum" -> lower || upper || digit;
            case "xdigit" -> digit || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
            case "blank" -> c == ' ' || c == '\t';
            case "space" -> c == ' ' || c >= '\t' && c <= '\r';
            case "punct" -> c > ' ' && c < 127 && !(lower || upper || digit);
            case "graph" -> c > ' ' && c < 127;
            case "print" -> c >= ' ' && c < 127;
            case "cntrl" -> c < ' ' || c == 127;
            default -> false;
        };
    }

    /** "a{b,c}d" as "abd" and "acd"; a brace that none closes stands for itself. */
    static List<String> braces(String pattern) {
        int open = pattern.indexOf('{');
        List<Integer> cuts = open < 0 || pattern.startsWith("{}", open) ? List.of() : cuts(pattern, open);
        if (cuts.isEmpty()) {
            return List.of(pattern);
        }
        List<String> all = new ArrayList<>();
        String rest = pattern.substring(cuts.get(cuts.size() - 1) + 1);
        int from = open + 1;
        for (int cut : cuts) {
            all.addAll(braces(pattern.substring(0, open) + pattern.substring(from, cut) + rest));
            from = cut + 1;
        }
        return all;
    }

    /** The commas between a brace's alternatives, and its end; nothing where it has no end. */
    private static List<Integer> cuts(String pattern, int open) {
        List<Integer> cuts = new ArrayList<>();
        int depth = 0;
        for (int at = open + 1; at < pattern.length(); at++) {
            switch (pattern.charAt(at)) {
                case '\\' -> at++;
                case '{' -> depth++;
                case ',' -> {
                    if (depth == 0) {
                        cuts.add(at);
                    }
                }
                case '}' -> {
                    if (depth-- == 0) {
                        cuts.add(at);
                        return cuts;
                    }
                }
                default -> {}
            }
        }
        return List.of();
    }
}
