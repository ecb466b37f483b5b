package jforge.plan;

import java.util.Collection;
import java.util.stream.Collectors;

/** The one way text gets into a script. */
public final class Sh {
    private Sh() {}

    /** One word of POSIX shell that stands for exactly this text. */
    public static String quote(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a shell word can't hold a NUL");
        }
        if (!text.isEmpty() && text.chars().allMatch(Sh::plain)) {
            return text;
        }
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** Words, each quoted, with a space between. */
    public static String words(Collection<String> words) {
        return words.stream().map(Sh::quote).collect(Collectors.joining(" "));
    }

    /** A path as an operand: never taken for an option. */
    public static String path(String path) {
        return quote(path.startsWith("-") ? "./" + path : path);
    }

    private static boolean plain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "/._-+:,@%".indexOf(c) >= 0;
    }
}
