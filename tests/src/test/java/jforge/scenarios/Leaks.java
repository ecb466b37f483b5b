package jforge.scenarios;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which canaries were found at which places: every canary is {@code c4n4ry-} and its name. */
final class Leaks {
    /** Found in text by no pattern that holds it, be it a command line of a search. */
    static final String SEARCH = "c4n4r[y]-[a-z]+";

    private static final Pattern CANARY = Pattern.compile("c4n4ry-([a-z]+)");

    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Map<String, Long> characters = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> found = new LinkedHashMap<>();
    private final List<String> shown = new ArrayList<>();

    /** Looks through one text of a place. */
    void look(String place, String text) {
        texts.merge(place, 1, Integer::sum);
        characters.merge(place, (long) text.length(), Long::sum);
        Matcher canary = CANARY.matcher(text);
        while (canary.find()) {
            found.computeIfAbsent(canary.group(1), c -> new TreeMap<>()).merge(place, 1, Integer::sum);
            shown.add(place + ": "
                    + text.substring(Math.max(0, canary.start() - 200), Math.min(text.length(), canary.end() + 100)));
        }
    }

    boolean at(String place) {
        return found.values().stream().anyMatch(m -> m.containsKey(place));
    }

    /** Empty where there is none. */
    String all() {
        return String.join("\n", shown);
    }

    /** A line for each place, with how much was looked through; a column for each canary, with how often it was found. */
    String table(List<String> canaries) {
        StringBuilder table = new StringBuilder("%-30s %7s %11s".formatted("place", "texts", "characters"));
        canaries.forEach(c -> table.append(' ').append(c));
        texts.forEach((place, count) -> {
            table.append("\n%-30s %7d %11d".formatted(place, count, characters.get(place)));
            for (String canary : canaries) {
                int times = found.getOrDefault(canary, Map.of()).getOrDefault(place, 0);
                table.append((" %" + canary.length() + "d").formatted(times));
            }
        });
        return table.toString();
    }
}
