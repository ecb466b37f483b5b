package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jforge.plan.Danger;
import jforge.plan.Sh;
import jforge.plan.Step;
import jforge.resource.Proposal;
import jforge.resource.Seen;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a directory does to all below it, on each shell. */
class TreesTest {
    private static final DirectoryType TYPE = new DirectoryType();

    /** Names of all sorts, a file that can be executed, links out of the tree, one that leads nowhere. */
    private static final String TREE = """
            mkdir -p "$f/a b/[x]*" "$f/-d" out
            for n in '-rf' "it's" '
            new
            line
            ' 'back\\slash' '$HOME`id`*' .hidden; do : >"$f/$n"; : >"$f/a b/[x]*/$n"; done
            : >"$f/-d/run"; chmod 711 "$f/-d/run"
            : >out/side; ln -s ../out "$f/to-out"; ln -s "$PWD/out/side" "$f/a b/to-side"; ln -s nowhere "$f/dangling"
            """;

    @TempDir
    Path temp;

    @TestFactory
    Stream<DynamicTest> eachShell() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        int number = 0;
        for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
            for (String name : List.of("plain", "-a b*", "it's [x]?\\ grün")) {
                String root = Files.createDirectories(temp.resolve("d" + number++))
                        .resolve(name)
                        .toString();
                tests.add(DynamicTest.dynamicTest(shell.name() + ", owned, " + name, () -> owned(shell, root)));
                String other = Files.createDirectories(temp.resolve("d" + number++))
                        .resolve(name)
                        .toString();
                tests.add(DynamicTest.dynamicTest(shell.name() + ", removed, " + name, () -> removed(shell, other)));
            }
        }
        return tests.stream();
    }

    private static void make(HostShell shell, String root, String more) {
        String place = root.substring(0, root.lastIndexOf('/'));
        assertEquals(
                "",
                shell.run("cd '" + place + "'\nf=" + Sh.quote(root) + "\n" + TREE + more)
                        .text());
    }

    private static DirectoryType.Wanted wanted(String root, List<String> others, List<String> pruned, Object... more) {
        Object[] all =
                Stream.concat(Stream.of("directory", root), Stream.of(more)).toArray();
        DirectoryType.Wanted want = TYPE.parse(HostShell.fields(all));
        return new DirectoryType.Wanted(
                root,
                want.ownership(),
                want.absent(),
                want.recursive(),
                want.rules(),
                new Subtree(root, others, pruned),
                List.of());
    }

    private static void owned(HostShell shell, String root) {
        make(shell, root, """
                mkdir -p "$f/own [1]/deep" "$f/plain"
                : >"$f/own [1]/deep/x"; : >"$f/plain/left"; : >"$f/plain/x"
                """);
        List<String> others = List.of(root + "/own [1]", root + "/plain", root + "/plain/left");
        var want = wanted(
                root,
                others,
                List.of(root + "/own [1]"),
                "owner",
                "daemon",
                "group",
                "7",
                "recursive",
                true,
                "file-mode",
                "0640",
                "directory-mode",
                "0750");
        String shown = shell.differences(TYPE, want);
        assertTrue(shown.contains("below=20 paths otherwise:\n" + root + "/"), shown);
        assertTrue(
                shown.endsWith("... 15 more -> owner daemon, group 7, files 0640, directories 0750, group=0 -> 7,"
                        + " owner=root -> daemon}"),
                shown);
        Proposal proposal = TYPE.propose(want, Seen.of(shell.see(TYPE, want)));
        assertEquals("[changed, changed]", shell.apply(proposal).toString());
        assertEquals("{}", shell.differences(TYPE, want));
        assertEquals(
                "[already, already]",
                shell.apply(TYPE.propose(want, Seen.unknown())).toString());
        String check = "cd " + Sh.quote(root.substring(0, root.lastIndexOf('/'))) + "\nf=" + Sh.quote(root) + """

                [ "$(find "$f" ! -user daemon | sort | sed "s|.*/||" | tr '\\n' ' ')" = 'own [1] deep x plain left ' ] || echo owners
                [ -z "$(find out -user daemon)" ] || echo followed
                [ "$(stat -c %a:%u:%g "$f/-d/run" "$f/-rf" "$f/-d" "$f/plain/x" "$f/plain" | tr '\\n' ' ')" = \\
                  '750:1:7 640:1:7 750:1:7 640:1:7 755:0:0 ' ] || echo modes
                """;
        assertEquals("", shell.run(check).text());
    }

    private static void removed(HostShell shell, String root) {
        make(shell, root, "");
        var guarded = wanted(root, List.of(), List.of(), "absent", true);
        assertEquals(
                "refused: " + root
                        + " is not empty, it has 10 entries (\\nnew\\nline\\n, $HOME`id`*, -d, -rf, a b, ...);"
                        + " remove what is in it first, or set recursive: true",
                shell.differences(TYPE, guarded));
        var want = wanted(root, List.of(), List.of(), "absent", true, "recursive", true);
        Proposal proposal = TYPE.propose(want, Seen.of(shell.see(TYPE, want)));
        Step step = ((Proposal.Do) proposal).steps().get(0);
        assertEquals(Danger.DESTRUCTIVE, step.danger());
        assertEquals("[changed]", shell.apply(proposal).toString());
        assertEquals("{}", shell.differences(TYPE, want));
        Path out = Path.of(root).resolveSibling("out/side");
        assertTrue(Files.exists(out));
        assertEquals("[already]", shell.apply(proposal).toString());
    }

    @Test
    void mountsAreBorders() throws Exception {
        Path root = Files.createDirectories(temp.resolve("b/d"));
        Path mounted = Files.createDirectories(root.resolve("m n*"));
        Path bound = Files.createDirectories(root.resolve("bound"));
        Path side = Files.createDirectories(temp.resolve("side"));
        Files.writeString(side.resolve("s"), "");
        String mount = "mount -t tmpfs none " + Sh.quote(mounted.toString()) + " && : >" + Sh.quote(mounted + "/t")
                + " && mount --bind " + Sh.quote(side.toString()) + " " + bound + "\n";
        assertEquals("", HostShell.DASH.run(mount).text());
        try {
            for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
                var want = wanted(root.toString(), List.of(), List.of(), "recursive", true, "group", "7");
                Files.writeString(root.resolve("own"), "");
                shell.run("chgrp 0 " + root + "/own\n");
                assertEquals(
                        "1 path otherwise:\n" + root + "/own",
                        shell.see(TYPE, want).otherwise().block("1 path otherwise:"));
                assertEquals(
                        "[changed]",
                        shell.apply(TYPE.propose(want, Seen.of(shell.see(TYPE, want))))
                                .toString()
                                .replace("changed, ", ""));
                assertEquals(
                        "0 0 0 0",
                        shell.run("stat -c %g " + Sh.quote(mounted.toString()) + " " + Sh.quote(mounted + "/t") + " "
                                        + bound + " " + side + "/s | tr '\\n' ' '")
                                .text()
                                .strip());
                var gone = wanted(root.toString(), List.of(), List.of(), "recursive", true, "absent", true);
                assertEquals(
                        "refused: something is mounted at " + mounted + ", " + bound + "; unmount it first",
                        shell.differences(TYPE, gone));
                String blind = shell.run(HostShell.script(DirectoryScript.removeTree(root.toString())))
                        .text();
                assertTrue(blind.contains("is mounted\nfailed"), blind);
                assertTrue(Files.exists(root.resolve("own")));
            }
        } finally {
            HostShell.DASH.run("umount " + Sh.quote(mounted.toString()) + " " + bound + "\n");
        }
    }

    /** Wherever a path leads by its links. */
    @Test
    void whatBelongsToTheSystemStays() throws Exception {
        for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
            Path link = Files.createSymbolicLink(temp.resolve("l" + shell.name()), Path.of("/"));
            for (String path :
                    List.of("/var/lib", link + "/var/lib", link + "", link + "/proc/1", "/var/lib/../../etc")) {
                String said = shell.run("f=" + path + "\ng() {\n" + SystemPaths.guard() + "}\ng || printf kept\n")
                        .text();
                assertTrue(said.endsWith(" belongs to the system\nkept"), shell.name() + ": " + path + ": " + said);
            }
        }
    }

    /** One find for directories beside each other, one more for those that lie in others. */
    @Test
    void oneWalkForAll() throws Exception {
        List<OwnedBelow> questions = new ArrayList<>();
        TreeRules rules = TYPE.parse(
                        HostShell.fields("directory", "/x", "recursive", true, "owner", "nobody-here", "group", "7"))
                .rules();
        for (int i = 0; i < 20; i++) {
            Path root = Files.createDirectories(temp.resolve("r" + i + "/in/x"));
            questions.add(new OwnedBelow(
                    new Subtree(
                            temp + "/r" + i, List.of(), List.of(root.getParent().toString())),
                    rules));
            questions.add(new OwnedBelow(new Subtree(root.getParent().toString(), List.of(), List.of()), rules));
        }
        questions.add(new OwnedBelow(new Subtree(temp + "/none", List.of(), List.of()), rules));
        for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
            List<Long> counts = shell.ask(questions).stream().map(Listed::count).toList();
            assertEquals(20, counts.stream().filter(c -> c == 1).count());
            assertEquals(21, counts.stream().filter(c -> c == 0).count());
        }
        String script = questions.get(0).kind().script(questions);
        assertEquals(3, script.split("\\bfind ", -1).length - 1, script);
    }
}
