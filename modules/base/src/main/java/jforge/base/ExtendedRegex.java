package jforge.base;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** POSIX extended regular expressions, as far as Java's mean the same. */
final class ExtendedRegex {
    /** Means something else to Java, or nothing to POSIX: {@code \d}, {@code (?}, {@code a++}. */
    private static final Pattern STRANGE = Pattern.compile("\\\\[A-Za-z0-9]|\\(\\?|[*+?}][+?]");

    private ExtendedRegex() {}

    /** Empty where it can't be said. */
    static Optional<Pattern> of(String posix) {
        StringBuilder java = new StringBuilder();
        for (int i = 0; i < posix.length(); i++) {
            int end = posix.charAt(i) == '[' ? bracketEnd(posix, i) : i + 1;
            if (end < 0) {
                return Optional.empty();
            }
            if (posix.charAt(i) == '[') {
                java.append(bracket(posix.substring(i + 1, end - 1)));
            } else if (posix.charAt(i) == '\\' && i + 1 < posix.length()) {
                end++;
                java.append(posix, i, end);
            } else {
                java.append(posix.charAt(i));
            }
            i = end - 1;
        }
        try {
            boolean strange = STRANGE.matcher(posix).find();
            return strange ? Optional.empty() : Optional.of(Pattern.compile(java.toString()));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Behind the bracket that ends it; -1 where none does. */
    private static int bracketEnd(String text, int start) {
        int i = start + 1;
        if (i < text.length() && text.charAt(i) == '^') {
            i++;
        }
        if (i < text.length() && text.charAt(i) == ']') {
            i++;
        }
        while (i < text.length() && text.charAt(i) != ']') {
            if (text.startsWith("[:", i)) {
                i = text.indexOf(":]", i);
                if (i < 0) {
                    return -1;
                }
                i++;
            }
            i++;
        }
        return i < text.length() ? i + 1 : -1;
    }

    private static String bracket(String inner) {
        StringBuilder java = new StringBuilder("[");
        boolean not = inner.startsWith("^");
        String rest = not ? inner.substring(1) : inner;
        java.append(not ? "^" : "");
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (rest.startsWith("[:", i)) {
                int end = rest.indexOf(":]", i);
                java.append(named(rest.substring(i + 2, end)));
                i = end + 1;
            } else if (Character.isLetterOrDigit(c) || c == '-' && i > 0 && i < rest.length() - 1) {
                java.append(c);
            } else {
                java.append('\\').append(c);
            }
        }
        return java.append(']').toString();
    }

    private static String named(String name) {
        return switch (name) {
            case "alpha" -> "\\p{Alpha}";
            case "digit" -> "0-9";
            case "alnum" -> "\\p{Alnum}";
            case "upper" -> "A-Z";
            case "lower" -> "a-z";
            case "blank" -> " \\t";
            case "punct" -> "\\p{Punct}";
            case "xdigit" -> "0-9A-Fa-f";
            default -> "\\s";
        };
    }
}
