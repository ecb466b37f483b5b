package jforge.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** The name that was probably meant. */
public final class Nearest {
    private static final int LISTED = 12;

    private Nearest() {}

    /** The closest of the names, where one is close at all: a typing slip or two away. */
    public static Optional<String> to(String name, Collection<String> names) {
        int allowed = Math.max(1, Math.min(3, name.length() / 3));
        return names.stream()
                .filter(n -> Math.abs(n.length() - name.length()) <= allowed)
                .filter(n -> distance(name, n) <= allowed)
                .min(Comparator.comparingInt((String n) -> distance(name, n)).thenComparing(n -> n));
    }

    /** The end of a message: {@code ; did you mean "x"?}, else what there is, where that is a short list. */
    public static String hint(String name, Collection<String> names) {
        Optional<String> nearest = to(name, names);
        if (nearest.isPresent()) {
            return "; did you mean \"" + nearest.get() + "\"?";
        }
        if (names.isEmpty()) {
            return "; there is none";
        }
        return names.size() > LISTED
                ? ""
                : names.stream().sorted().collect(Collectors.joining(", ", "; there is: ", ""));
    }

    /** Insertions, deletions, replacements and swaps of neighbours, without regard to case. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(java.util.Locale.ROOT);
        String b = right.toLowerCase(java.util.Locale.ROOT);
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
