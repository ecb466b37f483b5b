package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jforge.plan.Command;
import jforge.plan.Value;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files that are checked together, on each shell. */
class FileGroupTest {
    private static final FileType TYPE = new FileType();

    /** An old file of somebody, one that is not there, one that goes, and a link that goes. */
    private static final String BEFORE =
            "printf old >'a b'; chmod 640 'a b'; chown 1:2 'a b'; printf gone >c; ln -s nowhere d";

    private static final String AS_BEFORE =
            "[ \"$(cat 'a b' c; stat -c %a:%u:%g 'a b'; readlink d)\" = 'oldgone640:1:2\nnowhere' ] && [ ! -e new ]";

    private static final String AS_WANTED =
            "[ \"$(cat 'a b' new; stat -c %a:%u:%g 'a b')\" = \"it's x640:1:2\" ] && [ ! -e c ] && [ ! -L d ]";

    /** Of the shell that puts the files in place. */
    private static final String DEATH = "read -r _ _ _ p _ </proc/self/stat; kill -9 \"$p\"; exit 1";

    @TempDir
    Path temp;

    private interface Trial {
        void on(HostShell shell, Path folder) throws IOException;
    }

    @TestFactory
    Stream<DynamicTest> eachShell() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
            tests.add(trial(shell, "is put in place and checked there", FileGroupTest::passes));
            tests.add(trial(shell, "is put back where the check fails", FileGroupTest::fails));
            tests.add(trial(shell, "is put back where one can't be made", FileGroupTest::cantBeMade));
            tests.add(trial(shell, "that a run left half made is mended", FileGroupTest::dies));
        }
        return tests.stream();
    }

    private DynamicTest trial(HostShell shell, String name, Trial trial) throws IOException {
        Path folder = Files.createTempDirectory(temp, "trial");
        return DynamicTest.dynamicTest(shell.name() + ": a group " + name, () -> {
            Files.createDirectories(folder.resolve("state"));
            assertEquals("", shell.run("cd " + folder + "\n" + BEFORE + "\n").text());
            trial.on(shell, folder);
        });
    }

    private static void passes(HostShell shell, Path folder) throws IOException {
        assertEquals("changed", run(shell, folder, command(folder, "[ ! -e c ] && cat 'new' 'a b' >/dev/null")));
        holds(shell, folder, AS_WANTED);
        assertEquals("already", run(shell, folder, command(folder, "false")));
    }

    private static void fails(HostShell shell, Path folder) throws IOException {
        String said = run(shell, folder, command(folder, "cat new; echo ' is wrong' >&2; exit 7"));
        assertEquals("x is wrong\ngroup web is put back as it was\nfailed", said);
        holds(shell, folder, AS_BEFORE);
    }

    private static void cantBeMade(HostShell shell, Path folder) throws IOException {
        FileGroup group = new FileGroup("web", Optional.of("true"));
        List<FileType.Wanted> files = new ArrayList<>(files(folder));
        files.add(wanted(folder.resolve("none/x").toString(), "content", "x"));
        String said = run(shell, folder, group.command(files));
        assertTrue(said.endsWith("failed") && said.contains("is missing"), said);
        holds(shell, folder, AS_BEFORE);
    }

    private static void dies(HostShell shell, Path folder) throws IOException {
        run(shell, folder, command(folder, DEATH));
        assertTrue(owed(shell, folder));
        holds(shell, folder, AS_WANTED, true);
        String said = run(shell, folder, command(folder, "false"));
        assertTrue(said.endsWith("failed"), said);
        holds(shell, folder, AS_BEFORE);
        run(shell, folder, command(folder, DEATH));
        assertEquals("changed", run(shell, folder, command(folder, "true")));
        holds(shell, folder, AS_WANTED);
    }

    private static Command command(Path folder, String check) {
        return new FileGroup("web", Optional.of("cd " + folder + " && " + check)).command(files(folder));
    }

    private static List<FileType.Wanted> files(Path folder) {
        return List.of(
                wanted(folder + "/a b", "content", "it's "),
                wanted(folder + "/new", "content", Value.secret("x")),
                wanted(folder + "/c", "absent", true),
                wanted(folder + "/d", "absent", true));
    }

    private static FileType.Wanted wanted(String path, Object... more) {
        Object[] all = Stream.concat(
                        Stream.of("file", path, "validate-group", "web", "validate", "true"), Stream.of(more))
                .toArray();
        return TYPE.parse(HostShell.fields(all));
    }

    private static String run(HostShell shell, Path folder, Command command) {
        return shell.run("STATE=" + folder + "/state\n" + HostShell.script(command))
                .text();
    }

    private static boolean owed(HostShell shell, Path folder) {
        GroupOwed question = new GroupOwed("web");
        String script = "STATE=" + folder + "/state\n" + question.kind().script(List.of(question));
        return shell.run(script).text().equals("owed\n");
    }

    private static void holds(HostShell shell, Path folder, String check) throws IOException {
        holds(shell, folder, check, false);
        assertFalse(owed(shell, folder));
        try (Stream<Path> left = Files.walk(folder)) {
            assertEquals(0, left.filter(f -> f.toString().contains(".jforge-")).count());
        }
    }

    private static void holds(HostShell shell, Path folder, String check, boolean half) {
        assertEquals(0, shell.run("cd " + folder + "\n" + check + "\n").status(), half + ": " + check);
    }
}
