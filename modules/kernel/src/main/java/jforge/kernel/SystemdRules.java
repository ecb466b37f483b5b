package jforge.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jforge.kernel.Assignment.Verdict;
import jforge.kernel.BootFiles.File;
import jforge.kernel.BootFiles.Line;

/**
 * systemd-sysctl keeps what it reads in a table by path or pattern, a later value in place of an earlier one, and applies
 * the table in its order. A key that is in the table by its own name, be it excluded, is left alone by every pattern.
 */
final class SystemdRules implements Rules {
    /** From so many bytes on it gives up the file. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final String BLANKS = " \t\n\r";

    /** It doesn't read /etc/sysctl.conf, to which distributions put a link into the directory. */
    @Override
    public boolean reads(String path) {
        return Rules.inDirectory(path) && path.charAt(path.lastIndexOf('/') + 1) != '.';
    }

    /** A carriage return and a zero byte end a line too. */
    @Override
    public List<Statement> statements(File file) {
        List<Statement> statements = new ArrayList<>();
        for (Line line : file.lines()) {
            for (String part : line.text().split("[\r\0]")) {
                if (part.length() * 3L >= LONGEST_LINE && part.getBytes(UTF_8).length >= LONGEST_LINE) {
                    return statements;
                }
                statement(new Place(file.path(), line.number()), Text.strip(part, BLANKS))
                        .ifPresent(statements::add);
            }
        }
        return statements;
    }

    private static Optional<Statement> statement(Place at, String line) {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
            return Optional.empty();
        }
        boolean dash = line.startsWith("-");
        int equals = line.indexOf('=');
        if (equals < 0 && !dash) {
            return Optional.empty();
        }
        String key = line.substring(dash ? 1 : 0, equals < 0 ? line.length() : equals);
        String path = simplified(SysctlKey.separated(Text.strip(key, BLANKS)));
        Optional<String> value =
                equals < 0 ? Optional.empty() : Optional.of(Text.strip(line.substring(equals + 1), BLANKS));
        return Optional.of(new Statement(at, path, value, Glob.isPattern(path)));
    }

    /** Without empty parts and single dots. */
    private static String simplified(String path) {
        if (!path.startsWith("/") && !path.endsWith("/") && !path.contains("//") && !path.contains(".")) {
            return path;
        }
        return List.of(path.split("/")).stream()
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .collect(Collectors.joining("/"));
    }

    @Override
    public boolean touches(Statement statement, SysctlKey key) {
        return statement.glob()
                ? Glob.braces(statement.path()).stream().anyMatch(p -> Glob.matchesPath(p, key.path()))
                : statement.path().equals(key.path());
    }

    @Override
    public Optional<String> only(Statement statement) {
        return statement.glob() ? Optional.empty() : Optional.of(statement.path());
    }

    @Override
    public List<Assignment> decide(List<Statement> touching, SysctlKey key) {
        Map<String, Statement> table = table(touching);
        Optional<Statement> explicit = Optional.ofNullable(table.get(key.path()));
        Optional<Place> winner = explicit.isPresent()
                ? explicit.filter(s -> !s.excludes()).map(Statement::at)
                : table.values().stream()
                        .filter(s -> !s.excludes())
                        .reduce((a, b) -> b)
                        .map(Statement::at);
        List<Assignment> assignments = new ArrayList<>();
        for (Statement statement : touching) {
            if (!statement.excludes()) {
                Optional<Statement> excluding = explicit.or(() -> Optional.ofNullable(table.get(statement.path())))
                        .filter(Statement::excludes);
                assignments.add(
                        excluding.isPresent()
                                ? Assignment.of(statement, Verdict.EXCLUDED, excluding.map(Statement::at))
                                : Rules.judged(statement, winner));
            }
        }
        return assignments;
    }

    /** The same value again keeps the first one's place in the order; another one moves to the end. */
    private static Map<String, Statement> table(List<Statement> touching) {
        Map<String, Statement> table = new LinkedHashMap<>();
        for (Statement statement : touching) {
            Statement before = table.get(statement.path());
            if (before != null && !before.value().equals(statement.value())) {
                table.remove(statement.path());
            }
            table.put(statement.path(), statement);
        }
        return table;
    }
}
