package jforge.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jforge.kernel.BootFiles.File;
import jforge.kernel.BootFiles.Line;

/** procps 3.3 writes each value at once, the last one remains. A dash before a key is taken off; nothing is excluded. */
final class OldProcpsRules implements Rules {
    private static final String BLANKS = " \t\n\r";
    /** Names that it refuses to set. */
    private static final Set<String> DEPRECATED = Set.of("base_reachable_time", "retrans_time");

    @Override
    public boolean reads(String path) {
        return Rules.ofProcps(path);
    }

    @Override
    public List<Statement> statements(File file) {
        List<Statement> statements = new ArrayList<>();
        for (Line line : file.lines()) {
            statement(new Place(file.path(), line.number()), Text.strip(Text.before(line.text(), "\0"), BLANKS))
                    .ifPresent(statements::add);
        }
        return statements;
    }

    private static Optional<Statement> statement(Place at, String line) {
        int equals = line.indexOf('=');
        if (equals <= 0 || line.startsWith("#") || line.startsWith(";")) {
            return Optional.empty();
        }
        String value = Text.before(line.substring(equals + 1), "\r");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String key = Text.stripTrailing(line.substring(0, equals), BLANKS);
        String path = SysctlKey.separated(key.startsWith("-") ? key.substring(1) : key);
        return DEPRECATED.contains(path.substring(path.lastIndexOf('/') + 1))
                ? Optional.empty()
                : Optional.of(new Statement(at, path, Optional.of(Text.stripLeading(value, " \t")), false));
    }

    @Override
    public boolean touches(Statement statement, SysctlKey key) {
        return ProcpsRules.resolved(statement.path()).equals(key.path());
    }

    @Override
    public Optional<String> only(Statement statement) {
        return Optional.of(ProcpsRules.resolved(statement.path()));
    }

    @Override
    public List<Assignment> decide(List<Statement> touching, SysctlKey key) {
        return Rules.lastCounts(touching);
    }
}
