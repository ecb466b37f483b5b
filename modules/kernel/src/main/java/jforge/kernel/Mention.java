package jforge.kernel;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether a line may have to do with a key, without reading it as an applier does: with many keys and many lines that takes
 * long. It may take a line for one that has.
 */
final class Mention implements Predicate<String> {
    private static final int LONG = 1 << 12;

    private final List<String> parts;

    Mention(SysctlKey key) {
        // dots and slashes change places in the other spelling; the longest part is in the fewest lines
        parts = Stream.of(key.path().split("[./]"))
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    @Override
    public boolean test(String line) {
        for (String part : parts) {
            if (!line.contains(part)) {
                return isOdd(line);
            }
        }
        return true;
    }

    /** A pattern, one that goes on in the next one, or one that an applier may read otherwise. */
    private static boolean isOdd(String line) {
        return line.indexOf('*') >= 0
                || line.indexOf('?') >= 0
                || line.indexOf('[') >= 0
                || line.indexOf('{') >= 0
                || line.indexOf('\\') >= 0
                || line.length() > LONG;
    }
}
