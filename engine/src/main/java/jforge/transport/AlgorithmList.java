package jforge.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** OpenSSH's way to choose algorithms: a list, or {@code +}, {@code -} or {@code ^} and a list of patterns. */
final class AlgorithmList {
    private AlgorithmList() {}

    /**
     * What is left of ours, in the order asked for. What we don't have can't be added.
     *
     * @param asked null for ours as they are
     */
    static List<String> choose(@Nullable String asked, List<String> ours) {
        if (asked == null || asked.isEmpty() || asked.startsWith("+")) {
            return ours;
        }
        List<String> patterns = List.of(asked.replaceFirst("^[-^]", "").split(","));
        if (asked.startsWith("-")) {
            return ours.stream().filter(a -> !Glob.list(patterns, a)).toList();
        }
        List<String> named = new ArrayList<>();
        for (String pattern : patterns) {
            ours.stream()
                    .filter(a -> Glob.matches(pattern, a) && !named.contains(a))
                    .forEach(named::add);
        }
        return asked.startsWith("^")
                ? Stream.concat(named.stream(), ours.stream()).distinct().toList()
                : named;
    }
}
