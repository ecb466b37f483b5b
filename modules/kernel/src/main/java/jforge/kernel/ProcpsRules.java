package jforge.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import jforge.kernel.Assignment.Verdict;
import jforge.kernel.BootFiles.File;
import jforge.kernel.BootFiles.Line;

/**
 * procps writes every value in the order read. A pattern passes over each key that any line, before or after it, names in
 * full, with a value or as an exclusion; an exclusion doesn't keep a line from the key that names it in full.
 */
final class ProcpsRules implements Rules {
    private final BiPredicate<String, String> excluded;

    /** @param excluded whether an exclusion's path keeps patterns from this path */
    ProcpsRules(BiPredicate<String, String> excluded) {
        this.excluded = excluded;
    }

    @Override
    public boolean reads(String path) {
        return Rules.ofProcps(path);
    }

    @Override
    public List<Statement> statements(File file) {
        List<Statement> statements = new ArrayList<>();
        for (Line line : file.lines()) {
            statement(new Place(file.path(), line.number()), Text.before(line.text(), "\0"))
                    .ifPresent(statements::add);
        }
        return statements;
    }

    private static Optional<Statement> statement(Place at, String written) {
        String line = Text.stripLeading(written, Text.SPACES);
        if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
            return Optional.empty();
        }
        boolean dash = line.startsWith("-");
        int equals = line.indexOf('=');
        if (equals < 0 && !dash) {
            return Optional.empty();
        }
        String key = Text.stripTrailing(line.substring(0, equals < 0 ? line.length() : equals), Text.SPACES);
        Optional<String> value =
                equals < 0 ? Optional.empty() : Optional.of(Text.strip(line.substring(equals + 1), Text.SPACES));
        String path = SysctlKey.separated(withoutDashes(key));
        return Optional.of(new Statement(at, path, value, Glob.isPattern(path)));
    }

    /** It takes off a dash in two places. */
    private static String withoutDashes(String key) {
        String once = key.startsWith("-") ? key.substring(1) : key;
        return once.startsWith("-") ? once.substring(1) : once;
    }

    @Override
    public boolean touches(Statement statement, SysctlKey key) {
        if (statement.excludes()) {
            return excludes(statement, key);
        }
        return statement.glob()
                ? Glob.matchesPath(statement.path(), key.path())
                : resolved(statement.path()).equals(key.path());
    }

    @Override
    public Optional<String> only(Statement statement) {
        return statement.excludes() || statement.glob() ? Optional.empty() : Optional.of(resolved(statement.path()));
    }

    private boolean excludes(Statement statement, SysctlKey key) {
        return statement.path().equals(key.path()) || excluded.test(statement.path(), key.path());
    }

    /** As the file system takes it: without empty parts, single dots, and ways up and down again. */
    static String resolved(String path) {
        if (!path.contains("//")
                && !path.contains("/.")
                && !path.startsWith(".")
                && !path.startsWith("/")
                && !path.endsWith("/")) {
            return path;
        }
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return "";
                }
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    @Override
    public List<Assignment> decide(List<Statement> touching, SysctlKey key) {
        Optional<Statement> named = touching.stream()
                .filter(s -> s.path().equals(key.path()) || s.excludes())
                .findFirst();
        Optional<Place> winner = touching.stream()
                .filter(s -> !s.excludes() && !(s.glob() && named.isPresent()))
                .reduce((a, b) -> b)
                .map(Statement::at);
        return touching.stream()
                .filter(s -> !s.excludes())
                .map(s -> s.glob() && named.filter(Statement::excludes).isPresent()
                        ? Assignment.of(s, Verdict.EXCLUDED, named.map(Statement::at))
                        : Rules.judged(s, winner))
                .toList();
    }
}
