package jforge.base;

/** The order of rpm's version numbers: EPOCH:VERSION-RELEASE, where epoch and release may be left out. */
final class RpmVersion {
    private RpmVersion() {}

    /** Below, at or above 0 where the first is older, the same or newer. A release that one of both lacks does not count. */
    static int compare(String a, String b) {
        int epochs = Long.compare(epoch(a), epoch(b));
        if (epochs != 0) {
            return epochs;
        }
        int versions = part(version(a), version(b));
        boolean both = !release(a).isEmpty() && !release(b).isEmpty();
        return versions != 0 || !both ? versions : part(release(a), release(b));
    }

    static long epoch(String evr) {
        int colon = evr.indexOf(':');
        String epoch = colon < 0 ? "" : evr.substring(0, colon);
        return epoch.matches("[0-9]{1,10}") ? Long.parseLong(epoch) : 0;
    }

    private static String version(String evr) {
        String rest = evr.substring(evr.indexOf(':') + 1);
        int dash = rest.lastIndexOf('-');
        return dash < 0 ? rest : rest.substring(0, dash);
    }

    private static String release(String evr) {
        int dash = evr.lastIndexOf('-');
        return dash < 0 ? "" : evr.substring(dash + 1);
    }

    /** Numbers and words from the left, whatever stands between them; a tilde is before the end, a caret after it. */
    private static int part(String a, String b) {
        int i = 0;
        int j = 0;
        while (true) {
            i = skip(a, i);
            j = skip(b, j);
            if (at(a, i) == '~' || at(b, j) == '~') {
                if (at(a, i) != at(b, j)) {
                    return at(a, i) == '~' ? -1 : 1;
                }
                i++;
                j++;
                continue;
            }
            if (at(a, i) == '^' || at(b, j) == '^') {
                if (at(a, i) != at(b, j)) {
                    return caret(a, i, b, j);
                }
                i++;
                j++;
                continue;
            }
            if (i == a.length() || j == b.length()) {
                return Integer.compare(a.length() - i, b.length() - j);
            }
            boolean number = digit(a.charAt(i));
            int iEnd = end(a, i, number);
            int jEnd = end(b, j, number);
            if (jEnd == j) {
                return number ? 1 : -1;
            }
            int order = number
                    ? numbers(a.substring(i, iEnd), b.substring(j, jEnd))
                    : a.substring(i, iEnd).compareTo(b.substring(j, jEnd));
            if (order != 0) {
                return order;
            }
            i = iEnd;
            j = jEnd;
        }
    }

    /** Of two, one goes on with a caret: it is newer than one that ends there, older than one that goes on otherwise. */
    private static int caret(String a, int i, String b, int j) {
        if (i == a.length()) {
            return -1;
        }
        if (j == b.length()) {
            return 1;
        }
        return a.charAt(i) == '^' ? -1 : 1;
    }

    private static int numbers(String a, String b) {
        String left = a.replaceFirst("^0+", "");
        String right = b.replaceFirst("^0+", "");
        return left.length() != right.length() ? Integer.compare(left.length(), right.length()) : left.compareTo(right);
    }

    private static int skip(String text, int from) {
        int i = from;
        while (i < text.length()
                && !digit(text.charAt(i))
                && !letter(text.charAt(i))
                && "~^".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static int end(String text, int from, boolean number) {
        int i = from;
        while (i < text.length() && (number ? digit(text.charAt(i)) : letter(text.charAt(i)))) {
            i++;
        }
        return i;
    }

    private static char at(String text, int i) {
        return i < text.length() ? text.charAt(i) : '\0';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
