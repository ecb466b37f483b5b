package jforge.kernel;

import java.util.List;
import java.util.Optional;
import jforge.kernel.BootFiles.File;

/** How one applier reads files, and what it makes of them. */
interface Rules {
    String SYSCTL_CONF = "/etc/sysctl.conf";

    /** Earlier ones hide files of the same name in later ones. */
    List<String> DIRECTORIES =
            List.of("/etc/sysctl.d", "/run/sysctl.d", "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d", "/lib/sysctl.d");

    /** Whether it looks at a file of this path, if no other hides it. */
    boolean reads(String path);

    /** What a file says, in its order. */
    List<Statement> statements(File file);

    /** Whether a statement has to do with the key: it sets it, or keeps it from being set. */
    boolean touches(Statement statement, SysctlKey key);

    /** The path of the one key that a statement touches, if it touches at most one: {@link #touches}, to be looked up. */
    Optional<String> only(Statement statement);

    /** @param touching the statements that touch the key, in the order read */
    List<Assignment> decide(List<Statement> touching, SysctlKey key);

    /** Whether a path is that of a file "*.conf" in one of the directories. */
    static boolean inDirectory(String path) {
        int slash = path.lastIndexOf('/');
        return path.endsWith(".conf") && DIRECTORIES.contains(path.substring(0, slash));
    }

    /** Whether it is one of the files that procps reads, whatever its version. */
    static boolean ofProcps(String path) {
        return path.equals(SYSCTL_CONF) || inDirectory(path);
    }

    /** All that set a value, the last with the last word. */
    static List<Assignment> lastCounts(List<Statement> setting) {
        Optional<Place> last = setting.isEmpty()
                ? Optional.empty()
                : Optional.of(setting.get(setting.size() - 1).at());
        return setting.stream().map(s -> judged(s, last)).toList();
    }

    /** A statement that counts if it is the winner, else is overridden by it. */
    static Assignment judged(Statement statement, Optional<Place> winner) {
        return winner.filter(statement.at()::equals).isPresent()
                ? Assignment.of(statement, Assignment.Verdict.COUNTS, Optional.empty())
                : Assignment.of(statement, Assignment.Verdict.OVERRIDDEN, winner);
    }
}
