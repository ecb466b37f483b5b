package jforge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The layout of the sources: data flows forward from package to package, and nothing grows out of proportion. */
class LayoutTest {
    private static final Pattern IMPORT = Pattern.compile("\\bjforge\\.([a-z]+)\\.[A-Z]");
    private static final Pattern VAGUE = Pattern.compile("(?i)util|common|manager|helper|handler|processor|context");

    /** What a package may name, by its first name under jforge. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("source", Set.of()),
            Map.entry("transport", Set.of()),
            Map.entry("plan", Set.of("transport")),
            Map.entry("resource", Set.of("plan", "source")),
            Map.entry("question", Set.of("resource", "plan")),
            Map.entry("inventory", Set.of("source", "transport")),
            Map.entry("module", Set.of("inventory", "resource", "source")),
            Map.entry("facts", Set.of("inventory", "resource", "transport", "plan")),
            Map.entry("declare", Set.of("inventory", "facts", "resource", "source", "plan")),
            Map.entry("order", Set.of("resource", "plan", "source")),
            Map.entry("observe", Set.of("resource", "question", "plan", "transport")),
            Map.entry(
                    "compare",
                    Set.of(
                            "plan",
                            "resource",
                            "observe",
                            "order",
                            "declare",
                            "facts",
                            "inventory",
                            "source",
                            "transport")),
            Map.entry("apply", Set.of("plan", "transport")),
            Map.entry("explain", Set.of("inventory", "declare", "order", "resource", "plan", "source")),
            Map.entry("exec", Set.of("plan", "transport")),
            Map.entry("survey", Set.of("declare", "resource", "transport")),
            Map.entry("report", Set.of("plan", "exec", "survey", "resource")),
            Map.entry("base", Set.of("resource", "question", "plan", "source")),
            Map.entry("kernel", Set.of("resource", "question", "plan", "source")),
            Map.entry("pools", Set.of("resource", "question", "plan", "source")));

    @Test
    void sourcesKeepTheLayout() throws IOException {
        var faults = new ArrayList<String>();
        for (Path root : List.of(
                Path.of("src/main/java"),
                Path.of("../modules/base/src/main/java"),
                Path.of("../modules/kernel/src/main/java"),
                Path.of("../modules/pools/src/main/java"))) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root.resolve("jforge"))) {
                    for (Path file : files.toList()) {
                        check(root, file, faults);
                    }
                }
            }
        }
        assertEquals("", String.join("\n", faults));
    }

    private static void check(Path root, Path file, List<String> faults) throws IOException {
        Path path = root.relativize(file);
        if (VAGUE.matcher(path.toString()).find()) {
            faults.add(path + ": a vague name");
        }
        if (Files.isDirectory(file)) {
            checkPackage(file, path, faults);
        } else if (path.toString().endsWith(".java") && path.getNameCount() > 2) {
            String text = Files.readString(file);
            if (text.lines().count() > 300) {
                faults.add(path + ": over 300 lines");
            }
            String from = path.getName(1).toString();
            Set<String> allowed = ARROWS.getOrDefault(from, Set.of());
            IMPORT.matcher(text.replaceAll("(?s)/\\*.*?\\*/", ""))
                    .results()
                    .map(match -> match.group(1))
                    .filter(to -> !to.equals(from) && !allowed.contains(to))
                    .distinct()
                    .forEach(to -> faults.add(path + ": may not use jforge." + to));
        }
    }

    private static void checkPackage(Path folder, Path path, List<String> faults) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.noneMatch(file -> file.toString().endsWith(".java"))) {
                return;
            }
        }
        Path info = folder.resolve("package-info.java");
        String text = Files.exists(info) ? Files.readString(info).replaceAll("\\s+\\*\\s+", " ") : "";
        for (String word : List.of("In:", "Out:", "May import:")) {
            if (!text.contains(word)) {
                faults.add(path + "/package-info.java: doesn't say \"" + word + "\"");
            }
        }
    }
}
