package jforge.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.kernel.BootFiles.File;
import jforge.kernel.BootFiles.Line;

/**
 * BusyBox, from version 1.31 on, joins a line that ends with a backslash to the next, knows neither patterns nor a dash, and
 * reads a dot in a key as a slash where such a file is there.
 */
final class BusyBoxRules implements Rules {
    @Override
    public boolean reads(String path) {
        return path.equals(SYSCTL_CONF);
    }

    @Override
    public List<Statement> statements(File file) {
        List<Statement> statements = new ArrayList<>();
        String begun = "";
        int last = 0;
        for (Line line : file.lines()) {
            String text = line.number() == last + 1 ? begun + line.text() : line.text();
            begun = "";
            if (text.endsWith("\\")) {
                begun = text.substring(0, text.length() - 1);
                last = line.number();
            } else {
                statement(new Place(file.path(), line.number()), text).ifPresent(statements::add);
            }
        }
        return statements;
    }

    private static Optional<Statement> statement(Place at, String written) {
        String line = Text.strip(Text.before(written, "\0"), Text.SPACES);
        int equals = line.indexOf('=');
        if (equals < 0 || line.startsWith("#") || line.startsWith(";")) {
            return Optional.empty();
        }
        String key = Text.stripTrailing(line.substring(0, equals), Text.SPACES);
        String value = Text.stripLeading(line.substring(equals + 1), Text.SPACES);
        boolean dotted = !SysctlKey.separated(key).equals(key);
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(new Statement(at, dotted ? key.replace('/', '.') : key, Optional.of(value), false));
    }

    @Override
    public boolean touches(Statement statement, SysctlKey key) {
        String written = statement.path();
        String path = key.path();
        boolean same = written.length() == path.length();
        for (int i = 0; same && i < path.length(); i++) {
            same = written.charAt(i) == path.charAt(i) || written.charAt(i) == '.' && path.charAt(i) == '/';
        }
        return same;
    }

    @Override
    public Optional<String> only(Statement statement) {
        return statement.path().indexOf('.') < 0 ? Optional.of(statement.path()) : Optional.empty();
    }

    @Override
    public List<Assignment> decide(List<Statement> touching, SysctlKey key) {
        return Rules.lastCounts(touching);
    }
}
