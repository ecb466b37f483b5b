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

    /** Where a relative {@code Include} is looked for. */
    private final Path folder;

    private final List<Setting> settings = new ArrayList<>();

    private SshConfigFile(Path folder) {
        this.folder = folder;
    }

    /** What must be so for the lines of a block: {@code Host} and its patterns, or {@code Match} and its criteria. */
    record Block(boolean match, List<String> words, String place) {}

    /**
     * @param blocks the blocks around it, all of which must match; an included file stands within the block that includes it
     * @param key in lower case
     * @param values at least one
     * @param rest the line after the keyword, as it stands
     * @param place file and line
     */
    record Setting(List<Block> blocks, String key, List<String> values, String rest, String place) {}

    /**
     * @param folder where a relative {@code Include} is looked for
     * @throws IOException if the file, or one that it includes, can't be read; an included file may be missing
     */
    static List<Setting> read(Path file, Path folder) throws IOException {
        SshConfigFile reader = new SshConfigFile(folder);
        reader.add(file, List.of(), 0);
        return reader.settings;
    }

    private void add(Path file, List<Block> around, int depth) throws IOException {
        if (depth > DEPTH) {
            throw new IOException(file + " is included in itself, or more than " + DEPTH + " deep");
        }
        List<Block> blocks = around;
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            SshConfigLine words = SshConfigLine.of(line);
            if (words.values().isEmpty()) {
                continue;
            }
            String key = words.key().toLowerCase(Locale.ROOT);
            String place = file + ":" + number;
            switch (key) {
                case "host", "match" -> blocks = within(around, new Block(key.equals("match"), words.values(), place));
                case "include" -> {
                    for (String pattern : words.values()) {
                        for (Path included : files(pattern)) {
                            add(included, blocks, depth + 1);
                        }
                    }
                }
                default -> settings.add(new Setting(blocks, key, words.values(), words.rest(), place));
            }
        }
    }

    private static List<Block> within(List<Block> around, Block block) {
        List<Block> blocks = new ArrayList<>(around);
        blocks.add(block);
        return List.copyOf(blocks);
    }

    /** The files that a pattern names, in the order of their names. */
    private List<Path> files(String pattern) throws IOException {
        Path home = Path.of(System.getProperty("user.home"));
        Path whole = pattern.startsWith("~/") ? home.resolve(pattern.substring(2)) : folder.resolve(pattern);
        List<Path> found = List.of(whole.getRoot());
        for (Path part : whole) {
            List<Path> next = new ArrayList<>();
            for (Path parent : found) {
                next.addAll(children(parent, part.toString()));
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
}
