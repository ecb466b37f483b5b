package jforge.base;

import java.util.List;

/**
 * Paths found, as far as a plan names them.
 *
 * @param first some of them, in order; a line break in a name stands as backslash and n
 */
record Listed(long count, List<String> first) {
    static final Listed NONE = new Listed(0, List.of());

    Listed {
        first = List.copyOf(first);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Names on lines of their own. */
    String block(String head) {
        String more = count > first.size() ? "\n... " + (count - first.size()) + " more" : "";
        return head + "\n" + String.join("\n", first) + more;
    }
}
