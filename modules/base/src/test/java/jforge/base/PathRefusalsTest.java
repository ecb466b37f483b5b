package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jforge.plan.Sh;
import jforge.plan.Value;
import jforge.resource.Proposal;
import jforge.resource.ResourceType;
import jforge.resource.Seen;
import jforge.source.InventoryException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the path types show, what they refuse, and what a failed change leaves behind. */
class PathRefusalsTest {
    private static final FileType FILE = new FileType();
    private static final DirectoryType DIRECTORY = new DirectoryType();
    private static final LinkType LINK = new LinkType();
    private static final LineType LINE = new LineType();

    @TempDir
    Path temp;

    private record Fault(ResourceType<?, ?> type, Object[] wanted, String problem) {}

    private static Fault fault(ResourceType<?, ?> type, String problem, Object... wanted) {
        return new Fault(type, wanted, problem);
    }

    @TestFactory
    Stream<DynamicTest> faultsOfDeclarations() {
        return Stream.of(
                        fault(FILE, "one of content, template and source", "file", "/a", "content", "", "template", ""),
                        fault(FILE, "is for a template", "file", "/a", "with", true),
                        fault(FILE, "is a directory", "file", "/"),
                        fault(FILE, "has nothing else", "file", "/a", "absent", true, "mode", "0600"),
                        fault(FILE, "needs %s", "file", "/a", "validate", "visudo -c"),
                        fault(FILE, "is no name", "file", "/a", "owner", "a:b"),
                        fault(FILE, "is no name", "file", "/a", "group", ""),
                        fault(FILE, "a NUL", "file", "/a", "content", "a\0b"),
                        fault(DIRECTORY, "can't be absent", "directory", "/", "absent", true),
                        fault(
                                DIRECTORY,
                                "belongs to the system",
                                "directory",
                                "/var/lib",
                                "recursive",
                                true,
                                "owner",
                                "a"),
                        fault(DIRECTORY, "belongs to the system", "directory", "/proc/1", "absent", true),
                        fault(DIRECTORY, "recursive needs", "directory", "/a", "recursive", true),
                        fault(DIRECTORY, "add recursive", "directory", "/a", "file-mode", "0600"),
                        fault(DIRECTORY, "has no mode", "directory", "/a", "absent", true, "owner", "a"),
                        fault(LINK, "needs \"to\"", "link", "/a"),
                        fault(LINK, "leads nowhere", "link", "/a", "to", "b", "absent", true),
                        fault(LINK, "one line", "link", "/a", "to", "a\nb"),
                        fault(new UserType(), "root can't be removed", "user", "root", "absent", true),
                        fault(LINE, "no newline", "line", "a\nb", "in", "/a"),
                        fault(LINE, "is empty", "line", "", "in", "/a"),
                        fault(LINE, "empty pattern", "line", "a", "in", "/a", "match", ""),
                        fault(LINE, "no file is made", "line", "a", "in", "/a", "create", true, "absent", true))
                .map(f -> DynamicTest.dynamicTest(f.type.key() + ": " + f.problem, () -> {
                    InventoryException thrown =
                            assertThrows(InventoryException.class, () -> f.type.parse(HostShell.fields(f.wanted)));
                    assertTrue(thrown.problem().contains(f.problem), thrown.problem());
                }));
    }

    private record Look(String name, String setup, ResourceType<?, ?> type, Object[] wanted, String shown) {}

    private static Look look(String setup, ResourceType<?, ?> type, String shown, Object... wanted) {
        return new Look(type.key() + ": " + shown, setup, type, wanted, shown);
    }

    private static List<Look> looks() {
        return List.of(
                look(
                        ":",
                        FILE,
                        "{content=(absent) -> x, group=(absent) -> root, mode=(absent) -> 0644,"
                                + " owner=(absent) -> root, presence=(absent) -> present}",
                        "content",
                        "x"),
                look(
                        ":",
                        FILE,
                        "{content=(absent) -> (secret), group=(absent) -> root, mode=(absent) -> 0600,",
                        "content",
                        Value.secret("x")),
                look("printf y >\"$f\"", FILE, "{content=y -> x}", "content", "x"),
                look(
                        "chmod 4711 \"$f\" || : >\"$f\" && chmod 4711 \"$f\"",
                        FILE,
                        "{mode=4711 -> 0600}",
                        "mode",
                        "0600"),
                look("printf y >\"$f\"", FILE, "{content=(withheld) -> (secret)}", "content", Value.secret("x")),
                look("printf 'a\\000b' >\"$f\"", FILE, "{content=(3 bytes, sha256:", "content", "x"),
                look("head -c 70000 /dev/zero >\"$f\"", FILE, "{content=(70000 bytes, sha256:", "content", "x"),
                look("mkdir \"$f\"", FILE, "refused: PATH is a directory; remove it first", "content", "x"),
                look("ln -s a \"$f\"", FILE, "refused: PATH is a symbolic link; set follow: true", "content", "x"),
                look("mkfifo \"$f\"", FILE, "refused: PATH is a device, a pipe or a socket", "content", "x"),
                look(":", DIRECTORY, "{group=(absent) -> root, mode=(absent) -> 0755, owner=(absent) -> root,"),
                look(": >\"$f\"", DIRECTORY, "refused: PATH is there and is no directory"),
                look("mkdir -p \"$f/.a\"", DIRECTORY, "refused: PATH is not empty", "absent", true),
                look(": >\"$f\"", LINK, "refused: PATH is there and is no symbolic link", "to", "b"),
                look("mkdir \"$f\"", LINK, "refused: PATH is there and is no symbolic link", "absent", true),
                look("ln -s a \"$f\"", LINK, "{to=a -> b}", "to", "b"),
                look(":", LINE, "refused: PATH is not there; declare it", "line", "a"),
                look("mkdir \"$f\"", LINE, "refused: PATH is no regular file", "line", "a"),
                look(
                        ": >\"$f\"",
                        LINE,
                        "refused: the host's awk doesn't take the pattern b[",
                        "line",
                        "a",
                        "match",
                        "b["),
                look(
                        "printf '#P 1\\nP 2\\n' >\"$f\"",
                        LINE,
                        "{line=#P 1\nP 2 -> P 3}",
                        "line",
                        "P 3",
                        "match",
                        "^#?P"));
    }

    @TestFactory
    Stream<DynamicTest> shows() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Look look : looks()) {
            tests.add(DynamicTest.dynamicTest(look.name, () -> {
                Path path = Files.createTempDirectory(temp, "look").resolve("x");
                HostShell.DASH.run("f=" + path + "\n" + look.setup + "\n");
                String shown = differences(look.type, look.wanted, path).replace(path.toString(), "PATH");
                assertTrue(shown.startsWith(look.shown), shown);
            }));
        }
        return tests.stream();
    }

    private static <D, S> String differences(ResourceType<D, S> type, Object[] wanted, Path path) {
        return HostShell.DASH.differences(type, want(type, path, wanted));
    }

    private static <D, S> D want(ResourceType<D, S> type, Path path, Object... wanted) {
        String key = type instanceof LineType ? "in" : type.key();
        return type.parse(HostShell.fields(Stream.concat(Stream.of(key, path.toString()), Stream.of(wanted))
                .toArray()));
    }

    @Test
    void aFailedValidationLeavesTheOldFile() throws Exception {
        for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
            Path path = Files.writeString(temp.resolve("sudoers"), "old");
            var want = want(FILE, path, "content", "new", "validate", "echo wrong in %s; cat; false");
            String outcome = shell.apply(FILE.propose(want, Seen.of(shell.see(FILE, want))))
                    .toString();
            assertEquals("[wrong in " + temp + "/.sudoers.jforge-new\nfailed]", outcome);
            assertEquals("old", Files.readString(path));
            assertFalse(Files.exists(temp.resolve(".sudoers.jforge-new")));
        }
    }

    @Test
    void aMissingDirectoryIsNamed() throws Exception {
        for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
            for (Proposal proposal : List.of(
                    FILE.propose(want(FILE, temp.resolve("no/x"), "content", "new"), Seen.unknown()),
                    DIRECTORY.propose(want(DIRECTORY, temp.resolve("no/x")), Seen.unknown()),
                    LINK.propose(want(LINK, temp.resolve("no/x"), "to", "b"), Seen.unknown()))) {
                String outcome = shell.apply(proposal).toString();
                assertTrue(outcome.contains("/no") && outcome.contains(" is missing: declare it"), outcome);
                assertTrue(outcome.endsWith("failed]"), outcome);
            }
        }
    }

    /** Whether something before it makes the directory is the engine's to know. */
    @Test
    void aMissingDirectoryIsSeen() throws Exception {
        for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
            for (String path : List.of("no/x", "no/such/x", "x")) {
                Path at = temp.resolve(path);
                String expected = path.equals("x")
                        ? "null"
                        : at.getParent() + " is no directory yet: declare it as one, or" + " require what makes it";
                assertEquals(expected, vain(shell, FILE, want(FILE, at, "content", "new")));
                assertEquals(expected, vain(shell, DIRECTORY, want(DIRECTORY, at)));
                assertEquals(expected, vain(shell, LINK, want(LINK, at, "to", "b")));
                assertEquals("null", vain(shell, FILE, want(FILE, at, "absent", true)));
            }
        }
    }

    private static <D, S> String vain(HostShell shell, ResourceType<D, S> type, D want) {
        Proposal proposal = type.propose(want, Seen.of(shell.see(type, want)));
        return proposal instanceof Proposal.Do todo ? String.valueOf(todo.vain()) : proposal.toString();
    }

    @Test
    void whatIsInTheWayStays() throws Exception {
        for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
            Path path = Files.createDirectories(temp.resolve("in the way"));
            Files.writeString(path.resolve("keep"), "");
            for (Proposal proposal : List.of(
                    FILE.propose(want(FILE, path, "content", "new"), Seen.unknown()),
                    FILE.propose(want(FILE, path, "absent", true), Seen.unknown()),
                    DIRECTORY.propose(want(DIRECTORY, path, "absent", true), Seen.unknown()),
                    LINK.propose(want(LINK, path, "to", "b"), Seen.unknown()))) {
                String outcome = shell.apply(proposal).toString();
                assertTrue(outcome.endsWith("failed]"), outcome);
                assertTrue(Files.exists(path.resolve("keep")));
            }
        }
    }

    @Test
    void aMountPointIsWrittenInPlace() throws Exception {
        Path path = Files.writeString(temp.resolve("mount point"), "below");
        Path over = Files.writeString(temp.resolve("over"), "old\n");
        String mount = "mount --bind " + Sh.quote(over.toString()) + " " + Sh.quote(path.toString());
        assertEquals("", HostShell.DASH.run(mount + "\n").text());
        try {
            for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
                Files.writeString(over, "old\n");
                var want = want(FILE, path, "content", "new\n", "mode", "0640");
                assertEquals(
                        "[changed]",
                        shell.apply(FILE.propose(want, Seen.unknown())).toString());
                assertEquals("new\n", Files.readString(over));
                var line = want(LINE, path, "line", "more");
                assertEquals(
                        "{line=(absent) -> more, replaced=whole -> in place: it is a mount point}",
                        shell.differences(LINE, line));
                assertEquals(
                        "[changed]",
                        shell.apply(LINE.propose(line, Seen.unknown())).toString());
                assertEquals("new\nmore\n", Files.readString(over));
                assertEquals("{}", shell.differences(LINE, line));
                assertFalse(Files.exists(temp.resolve(".mount point.jforge-new")));
            }
        } finally {
            HostShell.DASH.run("umount " + Sh.quote(path.toString()) + "\n");
        }
    }
}
