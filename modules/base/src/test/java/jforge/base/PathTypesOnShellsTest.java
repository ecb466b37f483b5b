package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jforge.plan.Step;
import jforge.resource.Fields;
import jforge.resource.Proposal;
import jforge.resource.ResourceType;
import jforge.resource.Seen;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every script of file, directory, link and line run for real: each shell, each hard name, from each starting state. */
class PathTypesOnShellsTest {
    private static final List<String> NAMES = List.of("-rf it's\na line", ".$HOME`id`* %s", "back\\slash grün \"");

    @TempDir
    Path temp;

    /**
     * One starting state.
     *
     * @param setup shell that makes it; $f is the path, the working directory its directory
     * @param wanted of the declaration, without the key
     * @param first the outcomes expected of its steps
     * @param check shell that succeeds when the end is right
     */
    record Case(String name, ResourceType<?, ?> type, String setup, Object[] wanted, String first, String check) {}

    private static Object[] of(Object... pairs) {
        return pairs;
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        FileType file = new FileType();
        DirectoryType directory = new DirectoryType();
        LinkType link = new LinkType();
        LineType line = new LineType();
        String x = "it's 100%\\n \"x\"\nno end";
        String isX = "[ \"$(cat \"$f\")\" = 'it'\\''s 100%\\n \"x\"\nno end' ]";
        String old = "printf old >\"$f\"; chmod 0640 \"$f\"; chown 1:2 \"$f\"";
        cases.add(new Case(
                "file from absent",
                file,
                ":",
                of("content", x),
                "[changed]",
                isX + " && [ \"$(stat -c %a:%u:%g \"$f\")\" = 644:0:0 ]"));
        cases.add(new Case(
                "file with everything from absent",
                file,
                ":",
                of("content", x, "mode", "4750", "owner", "daemon", "group", "7"),
                "[changed]",
                isX + " && [ \"$(stat -c %a:%U:%g \"$f\")\" = 4750:daemon:7 ]"));
        cases.add(new Case(
                "file from different keeps mode and owner",
                file,
                old,
                of("content", x),
                "[changed]",
                isX + " && [ \"$(stat -c %a:%u:%g \"$f\")\" = 640:1:2 ]"));
        cases.add(new Case(
                "file from different, mode too",
                file,
                old,
                of("content", x, "mode", "0600", "group", "root"),
                "[changed]",
                isX + " && [ \"$(stat -c %a:%u:%g \"$f\")\" = 600:1:0 ]"));
        cases.add(new Case("file from same", file, "printf x >\"$f\"", of("content", "x"), "[]", "true"));
        cases.add(new Case(
                "file after a crash",
                file,
                "printf half >\"./.${f##*/}.jforge-new\"",
                of("content", x),
                "[changed]",
                isX));
        cases.add(new Case(
                "file, a link planted at the temporary name",
                file,
                "printf keep >keep; ln -s keep \"./.${f##*/}.jforge-new\"",
                of("content", x),
                "[changed]",
                isX + " && [ \"$(cat keep)\" = keep ]"));
        cases.add(new Case(
                "file, mode and owner alone",
                file,
                "printf x >\"$f\"; ln \"$f\" other",
                of("content", "x", "mode", "2755", "owner", "1"),
                "[changed]",
                "[ \"$(stat -c %a:%u:%h \"$f\")\" = 2755:1:2 ]"));
        cases.add(
                new Case("file, empty", file, ":", of("content", ""), "[changed]", "[ -f \"$f\" ] && [ ! -s \"$f\" ]"));
        cases.add(new Case("file without content", file, ":", of("mode", "0600"), "[changed]", "[ -f \"$f\" ]"));
        cases.add(new Case(
                "file, secret",
                file,
                old,
                of("content", jforge.plan.Value.secret(x), "mode", "0600"),
                "[changed]",
                isX + " && [ \"$(stat -c %a \"$f\")\" = 600 ]"));
        cases.add(new Case(
                "file, in a directory with a set group",
                file,
                "chgrp 7 . && chmod g+s .",
                of("content", x),
                "[changed]",
                isX + " && [ \"$(stat -c %g \"$f\")\" = 0 ]"));
        cases.add(new Case("file, valid", file, old, of("content", x, "validate", "grep -q end %s"), "[changed]", isX));
        cases.add(new Case(
                "file, followed",
                file,
                "printf old >there; ln -s there \"$f\"",
                of("content", x, "follow", true),
                "[changed]",
                isX + " && [ -L \"$f\" ] && [ ! -L there ]"));
        cases.add(
                new Case("file, absent", file, "printf x >\"$f\"", of("absent", true), "[changed]", "[ ! -e \"$f\" ]"));
        cases.add(new Case(
                "file, absent, a dangling link",
                file,
                "ln -s nowhere \"$f\"",
                of("absent", true),
                "[changed]",
                "[ ! -L \"$f\" ]"));
        cases.add(new Case(
                "directory from absent",
                directory,
                ":",
                of(),
                "[changed]",
                "[ \"$(stat -c %F:%a \"$f\")\" = directory:755 ]"));
        cases.add(new Case(
                "directory with everything",
                directory,
                "chgrp 7 . && chmod g+s .",
                of("mode", "1770", "owner", "daemon"),
                "[changed]",
                "[ \"$(stat -c %a:%U:%g \"$f\")\" = 1770:daemon:0 ]"));
        cases.add(new Case(
                "directory of another mode",
                directory,
                "mkdir \"$f\"; chown 1:2 \"$f\"; chmod 2700 \"$f\"",
                of("mode", "0750"),
                "[changed]",
                "[ \"$(stat -c %a:%u:%g \"$f\")\" = 750:1:2 ]"));
        cases.add(new Case(
                "directory, absent", directory, "mkdir \"$f\"", of("absent", true), "[changed]", "[ ! -e \"$f\" ]"));
        cases.add(new Case(
                "link from absent",
                link,
                ":",
                of("to", "-a 'b"),
                "[changed]",
                "[ \"$(readlink \"$f\")\" = \"-a 'b\" ]"));
        cases.add(new Case(
                "link to a directory, led elsewhere",
                link,
                "mkdir a b; ln -s a \"$f\"",
                of("to", "b"),
                "[changed]",
                "[ \"$(readlink \"$f\")\" = b ] && [ ! -e a/b ]"));
        cases.add(new Case(
                "link after a crash",
                link,
                "ln -s old \"$f\"; ln -s half \"./.${f##*/}.jforge-new\"",
                of("to", "b"),
                "[changed]",
                "[ \"$(readlink \"$f\")\" = b ]"));
        cases.add(new Case("link, same", link, "ln -s b \"$f\"", of("to", "b"), "[]", "true"));
        cases.add(new Case("link, absent", link, "ln -s b \"$f\"", of("absent", true), "[changed]", "[ ! -L \"$f\" ]"));
        cases.add(new Case(
                "line appended, mode kept",
                line,
                "printf 'a\\nb' >\"$f\"; chmod 0640 \"$f\"; chown 1:2 \"$f\"",
                of("line", "it's \\1 & 1.0"),
                "[changed]",
                "[ \"$(cat \"$f\"; stat -c %a:%u:%g \"$f\")\" = 'a\nb\nit'\\''s \\1 & 1.0\n640:1:2' ]"));
        cases.add(new Case(
                "line, no number",
                line,
                "printf '1\\n' >\"$f\"",
                of("line", "1.0"),
                "[changed]",
                "[ \"$(cat \"$f\")\" = '1\n1.0' ]"));
        cases.add(new Case("line, same", line, "printf 'a\\nb\\n' >\"$f\"", of("line", "b"), "[]", "true"));
        cases.add(new Case(
                "line replaced, its doubles gone",
                line,
                "printf '#Port 1\\nx\\nPort 22\\ny\\n' >\"$f\"",
                of("line", "Port 2222", "match", "^#?Port [0-9]+$"),
                "[changed]",
                "[ \"$(cat \"$f\")\" = 'Port 2222\nx\ny' ]"));
        cases.add(new Case(
                "line created",
                line,
                ":",
                of("line", "a", "create", true),
                "[changed]",
                "[ \"$(cat \"$f\"; stat -c %a \"$f\")\" = 'a\n644' ]"));
        cases.add(new Case(
                "lines gone",
                line,
                "printf 'a 1\\nb\\na 2\\n' >\"$f\"",
                of("line", "a", "match", "^a", "absent", true),
                "[changed]",
                "[ \"$(cat \"$f\")\" = b ]"));
        return cases;
    }

    private static Fields.LocalFile shellItself() {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/bin/sh"));
            return new Fields.LocalFile("/bin/sh", jforge.question.Digest.of(bytes), bytes.length);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> convergesAndStays() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        int number = 0;
        for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
            for (Case each : cases()) {
                for (String name : NAMES) {
                    Path directory = temp.resolve("d" + number++);
                    tests.add(DynamicTest.dynamicTest(
                            shell.name() + ", " + each.name + ", " + name.replace('\n', '_'),
                            () -> converge(shell, each, each.type, directory, name)));
                }
            }
        }
        return tests.stream();
    }

    private static <D, S> void converge(
            HostShell shell, Case each, ResourceType<D, S> type, Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        Path path = directory.resolve(name);
        String prelude = "cd '" + directory + "'\nf=" + jforge.plan.Sh.quote(path.toString()) + "\n";
        String made =
                shell.run(prelude + each.setup.replace("\"./.", "\".") + "\n").text();
        assertEquals("", made);
        D want = type.parse(declared(each, type, path));
        Proposal proposal = type.propose(want, Seen.of(shell.see(type, want)));
        assertEquals(each.first, shell.apply(proposal).toString());
        assertEquals("{}", shell.differences(type, want));
        assertEquals(0, shell.run(prelude + each.check + "\n").status(), each.check);
        assertFalse(Files.exists(directory.resolve("." + name + ".jforge-new"), LinkOption.NOFOLLOW_LINKS));
        Proposal again = type.propose(want, Seen.unknown());
        for (String outcome : shell.apply(again)) {
            assertEquals("already", outcome);
        }
        assertEquals("{}", shell.differences(type, want));
    }

    private static Fields declared(Case each, ResourceType<?, ?> type, Path path) {
        Object[] pairs = Stream.concat(
                        Stream.of(type instanceof LineType ? "in" : type.key(), path.toString()),
                        Stream.of(each.wanted))
                .toArray();
        return HostShell.fields(pairs);
    }

    @TestFactory
    Stream<DynamicTest> passShellcheck() {
        return cases().stream().map(each -> DynamicTest.dynamicTest(each.name, () -> shellcheck(each, each.type)));
    }

    private static <D, S> void shellcheck(Case each, ResourceType<D, S> type) throws Exception {
        D want = type.parse(declared(each, type, Path.of("/srv/it's")));
        List<String> scripts = new ArrayList<>();
        for (Step step : ((Proposal.Do) type.propose(want, Seen.unknown())).steps()) {
            scripts.add(HostShell.script(step.command()));
        }
        type.questions(want).forEach(question -> scripts.add(questionScript(question)));
        for (String script : scripts) {
            Path file = Files.createTempFile("check", ".sh");
            Files.writeString(file, "#!/bin/sh\n" + script);
            // The subshell around a change is meant (SC2030, SC2031), and so is a loop over one question (SC2043).
            Process process = new ProcessBuilder(
                            "shellcheck", "-s", "sh", "-e", "SC2030,SC2031,SC2043", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String found = new String(process.getInputStream().readAllBytes());
            assertEquals(0, process.waitFor(), found);
            Files.delete(file);
        }
        assertTrue(scripts.size() > 1);
    }

    @SuppressWarnings("unchecked")
    private static <A, Q extends jforge.resource.Question<A>> String questionScript(
            jforge.resource.Question<?> question) {
        Q typed = (Q) question;
        return ((jforge.resource.QuestionKind<Q, A>) typed.kind()).script(List.of(typed));
    }
}
