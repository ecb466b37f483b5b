package jforge.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The lines of an OpenSSH client configuration, those of included files in their place. */
final class SshConfigFile {
    /** As in OpenSSH: deeper is a circle. */
    private static final int DEPTH = 16;

    private final List<Setting> settings = new ArrayList<>();

    private SshConfigFile() {}

    /**
     * @param blocks the patterns of each {@code Host} line around it, all of which must match; an included file stands within
     *     the block that includes it
     * @param key in lower case
     * @param values at least one
     */
    record Setting(List<List<String>> blocks, String key, List<String> values) {}

    /** @throws IOException if the file, or one that it includes, can't be read; an included file may be missing */
    static List<Setting> read(Path file) throws IOException {
        SshConfigFile reader = new SshConfigFile();
        reader.add(file, List.of(), 0);
        return reader.settings;
    }

    private void add(Path file, List<List<String>> around, int depth) throws IOException {
        if (depth > DEPTH) {
            throw new IOException(file + " is included in itself, or more than " + DEPTH + " deep");
        }
        List<List<String>> blocks = around;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            List<String> words = words(line.strip());
            if (words.size() < 2) {
                continue;
            }
            String key = words.get(0).toLowerCase(Locale.ROOT);
            List<String> values = words.subList(1, words.size());
            switch (key) {
                case "host" -> blocks = within(around, values);
                // what it asks isn't looked at: nothing matches
                case "match" -> blocks = within(around, List.of());
                case "include" -> {
                    for (String pattern : values) {
                        for (Path included : files(pattern)) {
                            add(included, blocks, depth + 1);
                        }
                    }
                }
                default -> settings.add(new Setting(blocks, key, values));
            }
        }
    }

    private static List<List<String>> within(List<List<String>> around, List<String> patterns) {
        List<List<String>> blocks = new ArrayList<>(around);
        blocks.add(patterns);
        return List.copyOf(blocks);
    }

    /** The files that a pattern names, in the order of their names; a relative one is below {@code ~/.ssh}. */
    private static List<Path> files(String pattern) throws IOException {
        Path home = Path.of(System.getProperty("user.home"));
        Path whole = pattern.startsWith("~/")
                ? home.resolve(pattern.substring(2))
                : home.resolve(".ssh").resolve(pattern);
        List<Path> found = List.of(whole.getRoot());
        for (Path part : whole) {
            List<Path> next = new ArrayList<>();
            for (Path folder : found) {
                next.addAll(children(folder, part.toString()));
            }
            found = next;
        }
        return found.stream().filter(Files::isRegularFile).toList();
    }

    private static List<Path> children(Path folder, String name) throws IOException {
        if (name.chars().noneMatch(c -> "*?[".indexOf(c) >= 0)) {
            return Files.exists(folder.resolve(name)) ? List.of(folder.resolve(name)) : List.of();
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name.replaceAll("[{}\\\\]", "\\\\$0"));
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(p -> matcher.matches(p.getFileName()))
                    .filter(p ->
                            name.startsWith(".") || !p.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** A keyword and its values: {@code Key value}, {@code Key=value}, values in double quotes; a comment holds none. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean started = false;
        for (int i = 0; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : ' ';
            boolean between = c == ' ' || c == '\t' || c == '=' && words.size() <= (started ? 0 : 1);
            if (c == '"') {
                quoted = !quoted;
                started = true;
            } else if (!quoted && between) {
                if (started) {
                    words.add(word.toString());
                    word.setLength(0);
                    started = false;
                }
            } else if (!quoted && !started && c == '#') {
                break;
            } else {
                word.append(c);
                started = true;
            }
        }
        return words;
    }
}
