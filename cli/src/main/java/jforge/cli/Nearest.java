package jforge.cli;

import java.util.List;

/** The name that somebody meant. */
final class Nearest {
    private Nearest() {}

    /** The nearest by edits; empty when none is near. */
    static String of(String given, List<String> names) {
        String best = "";
        String bare = given.replaceFirst("^-+", "");
        int least = Math.min(3, bare.length() / 2) + 1;
        for (String name : names) {
            int edits = edits(bare, name.replaceFirst("^-+", ""));
            if (edits < least) {
                least = edits;
                best = name;
            }
        }
        return best;
    }

    /** Letters to insert, take out or replace. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = corner + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
