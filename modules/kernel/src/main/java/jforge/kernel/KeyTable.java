package jforge.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is known of some settings, as data: a line each with a pattern and what to know, of which the first that fits counts. In
 * a pattern {@code *} stands for anything within one part of the name, {@code **} for anything.
 */
final class KeyTable {
    /** Settings that are no state, and why. */
    static final KeyTable TRIGGERS = read("triggers");
    /** The kind of namespace a setting belongs to: net, ipc, uts, user. */
    static final KeyTable NAMESPACES = read("namespaces");
    /** Settings by which a host can lose its way to us, and what it can lose. */
    static final KeyTable CUTTING = read("cutting");
    /** By SETTING=VALUE: the module that brings it, and what shows that it is there. */
    static final KeyTable MODULES = read("modules");
    /** Settings of an interface that stand together with the one of "all": greater or lesser. */
    static final KeyTable COMBINED = read("combined");

    private record Row(Pattern pattern, String text) {}

    private final List<Row> rows = new ArrayList<>();

    private KeyTable() {}

    /** What the first pattern that fits says. */
    Optional<String> get(String name) {
        return rows.stream()
                .filter(r -> r.pattern.matcher(name).matches())
                .map(Row::text)
                .findFirst();
    }

    /** What every line says, in the order written. */
    List<String> all() {
        return rows.stream().map(Row::text).toList();
    }

    private static KeyTable read(String name) {
        KeyTable table = new KeyTable();
        try (InputStream in = KeyTable.class.getResourceAsStream("keys/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no table of " + name);
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split(" +", 2);
                    table.rows.add(new Row(pattern(parts[0]), parts[1]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    private static Pattern pattern(String glob) {
        String regex = Pattern.quote(glob).replace("**", "\\E.+\\Q").replace("*", "\\E[^/]*\\Q");
        // "**" has become ".+" by then, of which no star is left
        return Pattern.compile(regex);
    }
}
