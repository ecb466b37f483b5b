package jforge.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jforge.kernel.BootFiles.File;
import jforge.kernel.BootFiles.Found;
import jforge.kernel.BootFiles.Line;

/** What an applier reads out of each file, to be asked for many settings: each is looked up, not searched for. */
final class FileStatements {
    /**
     * A file's lines.
     *
     * @param exact the numbers of the lines that have to do with one key alone, by its path
     * @param others statements that may have to do with many: patterns, exclusions
     * @param byNumber each line; none where one goes on in the next, which makes something else of that
     */
    private record Said(
            File file, Map<String, Set<Integer>> exact, List<Statement> others, Map<Integer, Line> byNumber) {
        static Said of(File file, Rules rules) {
            Map<String, Set<Integer>> exact = new HashMap<>();
            List<Statement> others = new ArrayList<>();
            for (Statement statement : rules.statements(file)) {
                rules.only(statement)
                        .ifPresentOrElse(
                                path -> exact.computeIfAbsent(path, p -> new TreeSet<>())
                                        .add(statement.at().line()),
                                () -> others.add(statement));
            }
            boolean goesOn = file.lines().stream().anyMatch(l -> l.text().endsWith("\\"));
            Map<Integer, Line> byNumber = new HashMap<>();
            file.lines().stream().filter(l -> !goesOn).forEach(l -> byNumber.put(l.number(), l));
            return new Said(file, exact, others, byNumber);
        }

        List<Line> about(SysctlKey key, Rules rules) {
            Set<Integer> numbers = new TreeSet<>(exact.getOrDefault(key.path(), Set.of()));
            others.stream().filter(s -> rules.touches(s, key)).forEach(s -> numbers.add(s.at().line()));
            if (numbers.isEmpty()) {
                return List.of();
            }
            return byNumber.isEmpty()
                    ? file.lines()
                    : numbers.stream()
                            .flatMap(n -> Stream.ofNullable(byNumber.get(n)))
                            .toList();
        }
    }

    private final Found found;
    private final Rules rules;
    private final List<Said> said = new ArrayList<>();

    FileStatements(Found found, Applier applier) {
        this.found = found;
        this.rules = applier.rules();
        found.files().forEach(f -> said.add(Said.of(f, rules)));
    }

    /** The same files with those lines alone that have to do with the key. */
    Found about(SysctlKey key) {
        List<File> files = new ArrayList<>();
        for (Said one : said) {
            files.add(new File(one.file.path(), one.file.target(), one.about(key, rules)));
        }
        return new Found(files, found.appliers());
    }
}
