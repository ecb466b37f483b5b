package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.question.Content;
import jforge.question.Contents;
import jforge.question.Digest;
import jforge.question.KeyedContent;
import jforge.question.LinkTarget;
import jforge.question.MatchingLines;
import jforge.question.MountPoint;
import jforge.question.MountsBelow;
import jforge.question.Stat;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many paths in one script, of all sorts and names, on each shell. */
class PathQuestionsTest {
    private static final List<String> NAMES =
            List.of("plain", "two words", "it's", "new\nline", "-rf", "grün", "$HOME`id`*", "back\\slash", "a:b");

    @TempDir
    Path temp;

    @Test
    void manyOfAllSorts() throws Exception {
        List<Path> files = new ArrayList<>();
        for (String name : NAMES) {
            Path directory = Files.createDirectories(temp.resolve("d " + name));
            files.add(Files.writeString(directory.resolve("same " + name), "same"));
            files.add(Files.writeString(directory.resolve("other " + name), "it's\nother " + name));
            files.add(directory.resolve("absent " + name));
            files.add(directory);
            files.add(Files.createSymbolicLink(directory.resolve("link " + name), Path.of("to\n" + name)));
            files.add(Files.createSymbolicLink(directory.resolve("led " + name), Path.of("same " + name)));
        }
        for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
            stats(shell, files);
            contents(shell, files);
            links(shell, files);
        }
    }

    private static void stats(HostShell shell, List<Path> files) {
        List<Stat.Entry> entries =
                shell.ask(files.stream().map(f -> new Stat(f.toString())).toList());
        List<Stat.Entry> followed =
                shell.ask(files.stream().map(f -> new Stat(f.toString(), true)).toList());
        for (int i = 0; i < files.size(); i += 6) {
            assertEquals(new Stat.Present(Stat.Type.FILE, "0644", 0, 0, "root", "root"), entries.get(i));
            assertEquals(new Stat.Absent(true), entries.get(i + 2));
            assertEquals(Stat.Type.DIRECTORY, ((Stat.Present) entries.get(i + 3)).type());
            assertEquals(Stat.Type.LINK, ((Stat.Present) entries.get(i + 4)).type());
            assertEquals(new Stat.Absent(true), followed.get(i + 4));
            assertEquals(Stat.Type.FILE, ((Stat.Present) followed.get(i + 5)).type());
        }
    }

    private static void contents(HostShell shell, List<Path> files) throws IOException {
        String same = Digest.of("same");
        List<Content.Found> found = shell.ask(
                files.stream().map(f -> new Content(f.toString(), same)).toList());
        List<Optional<String>> keyed = shell.ask(
                files.stream().map(f -> new KeyedContent(f.toString(), "abc")).toList());
        for (int i = 0; i < files.size(); i += 6) {
            assertEquals(new Content.Same(), found.get(i));
            String text = Files.readString(files.get(i + 1));
            assertEquals(
                    new Content.Different(Digest.of(text), text.getBytes("UTF-8").length, Optional.of(text)),
                    found.get(i + 1));
            assertEquals(new Content.Nothing(), found.get(i + 2));
            assertEquals(new Content.Nothing(), found.get(i + 3));
            assertEquals(new Content.Nothing(), found.get(i + 4));
            assertEquals(new Content.Same(), found.get(i + 5));
            assertEquals(Optional.of(KeyedContent.digest("abc", text)), keyed.get(i + 1));
            assertEquals(Optional.empty(), keyed.get(i + 2));
        }
    }

    private static void links(HostShell shell, List<Path> files) throws IOException {
        List<Optional<String>> targets =
                shell.ask(files.stream().map(f -> new LinkTarget(f.toString())).toList());
        for (int i = 0; i < files.size(); i++) {
            Optional<String> target = Files.isSymbolicLink(files.get(i))
                    ? Optional.of(Files.readSymbolicLink(files.get(i)).toString())
                    : Optional.empty();
            assertEquals(target, targets.get(i));
        }
    }

    @Test
    void textComesUpToFourMegabytes() throws Exception {
        List<Content> questions = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            Path file = Files.writeString(temp.resolve("f" + i), "x".repeat(i == 3 ? 65537 : 65536));
            questions.add(new Content(file.toString(), Digest.of("")));
        }
        for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
            List<Content.Found> found = shell.ask(questions);
            long texts = found.stream()
                    .filter(f -> ((Content.Different) f).text().isPresent())
                    .count();
            assertEquals(64, texts);
            assertEquals(65537, ((Content.Different) found.get(3)).size());
        }
    }

    @Test
    void theRest() throws Exception {
        Path full = Files.createDirectories(temp.resolve("full"));
        Path file = Files.writeString(full.resolve("..x"), "a\nb 1\nb 2\n");
        Path empty = Files.createDirectories(temp.resolve("empty\n"));
        for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
            assertEquals(
                    List.of(
                            new Contents.Found(1, List.of("..x")),
                            new Contents.Found(0, List.of()),
                            new Contents.Found(0, List.of())),
                    shell.ask(List.of(
                            new Contents(full.toString()),
                            new Contents(empty.toString()),
                            new Contents(temp + "/absent"))));
            List<List<String>> mounts =
                    shell.ask(List.of(new MountsBelow("/proc"), new MountsBelow("/proc/1"), new MountsBelow("/")));
            assertEquals("/proc", mounts.get(0).get(0));
            assertEquals(List.of(), mounts.get(1));
            assertTrue(mounts.get(2).containsAll(List.of("/", "/proc")));
            assertEquals(
                    List.of(true, false, true),
                    shell.ask(List.of(new MountPoint("/proc"), new MountPoint("/proc/1"), new MountPoint("/"))));
            assertEquals(
                    List.of(
                            new MatchingLines.Lines(1, List.of("a")),
                            new MatchingLines.Lines(3, List.of("a", "b 1", "b 2")),
                            new MatchingLines.Lines(0, List.of()),
                            new MatchingLines.NoFile(),
                            new MatchingLines.BadPattern()),
                    shell.ask(List.of(
                            new MatchingLines(file.toString(), "a", ""),
                            new MatchingLines(file.toString(), "a", "^b [0-9]"),
                            new MatchingLines(file.toString(), "it's", ""),
                            new MatchingLines(full.toString(), "a", ""),
                            new MatchingLines(file.toString(), "a", "b["))));
        }
    }

    @Test
    void aDirectoryThatMayNotBeEntered() throws Exception {
        Path closed = Files.createDirectories(temp.resolve("closed/in"));
        HostShell.DASH.run("chmod 755 " + temp + "; chmod 700 " + temp + "/closed\n");
        List<Stat> questions = List.of(new Stat(closed.toString()), new Stat(temp + "/absent/x"));
        HostShell.Output output = HostShell.DASH.run(
                "setpriv --reuid 65534 --clear-groups sh -c " + jforge.plan.Sh.quote(script(questions)) + "\n");
        assertEquals(
                List.of(new Stat.Denied(), new Stat.Absent(false)),
                questions.get(0).kind().read(questions, output.bytes()));
    }

    /** The cost of looking is processes: as many for two hundred paths as for ten. */
    @Test
    void processesDontGrow() throws Exception {
        for (int many : List.of(10, 200)) {
            List<Stat> stats = new ArrayList<>();
            List<Content> contents = new ArrayList<>();
            List<LinkTarget> links = new ArrayList<>();
            List<MountPoint> mounts = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                Path file = Files.writeString(temp.resolve("n" + i), i % 2 == 0 ? "same" : "other");
                stats.add(new Stat(file.toString()));
                contents.add(new Content(file.toString(), Digest.of("same")));
                mounts.add(new MountPoint(file.toString()));
                Path link = temp.resolve("l" + i);
                if (!Files.isSymbolicLink(link)) {
                    Files.createSymbolicLink(link, file);
                }
                links.add(new LinkTarget(link.toString()));
            }
            assertEquals(1, processes(stats));
            assertEquals(3, processes(contents));
            assertEquals(2, processes(links));
            assertEquals(0, processes(mounts));
        }
    }

    private long processes(List<? extends Question<?>> questions) throws Exception {
        Path script = Files.writeString(temp.resolve("script"), scriptOf(questions));
        Path trace = temp.resolve("trace");
        Process process = new ProcessBuilder(
                        "strace", "-f", "-qq", "-e", "trace=execve", "-o", trace.toString(), "dash", script.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, process.waitFor());
        // The first is the shell's own.
        return Files.readAllLines(trace).stream()
                        .filter(l -> l.endsWith(" = 0"))
                        .count()
                - 1;
    }

    @SuppressWarnings("unchecked")
    private static <A, Q extends Question<A>> String scriptOf(List<? extends Question<?>> questions) {
        return script((List<Q>) questions);
    }

    @SuppressWarnings("unchecked")
    private static <A, Q extends Question<A>> String script(List<Q> questions) {
        return ((QuestionKind<Q, A>) questions.get(0).kind()).script(questions);
    }
}
