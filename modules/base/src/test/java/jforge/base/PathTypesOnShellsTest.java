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

    @TestFactory
    Stream<DynamicTest> convergesAndStays() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        int number = 0;
        for (HostShell shell : HostShell.all(temp.resolve("tools"))) {
            for (PathCase each : PathCase.all()) {
                for (String name : NAMES) {
                    Path directory = temp.resolve("d" + number++);
                    tests.add(DynamicTest.dynamicTest(
                            shell.name() + ", " + each.name() + ", " + name.replace('\n', '_'),
                            () -> converge(shell, each, each.type(), directory, name)));
                }
            }
        }
        return tests.stream();
    }

    private static <D, S> void converge(
            HostShell shell, PathCase each, ResourceType<D, S> type, Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        Path path = directory.resolve(name);
        String prelude = "cd '" + directory + "'\nf=" + jforge.plan.Sh.quote(path.toString()) + "\n";
        String made =
                shell.run(prelude + each.setup().replace("\"./.", "\".") + "\n").text();
        assertEquals("", made);
        D want = type.parse(declared(each, type, path));
        Proposal proposal = type.propose(want, Seen.of(shell.see(type, want)));
        assertEquals(each.first(), shell.apply(proposal).toString());
        assertEquals("{}", shell.differences(type, want));
        assertEquals(0, shell.run(prelude + each.check() + "\n").status(), each.check());
        assertFalse(Files.exists(directory.resolve("." + name + ".jforge-new"), LinkOption.NOFOLLOW_LINKS));
        Proposal again = type.propose(want, Seen.unknown());
        for (String outcome : shell.apply(again)) {
            assertEquals("already", outcome);
        }
        assertEquals("{}", shell.differences(type, want));
    }

    private static Fields declared(PathCase each, ResourceType<?, ?> type, Path path) {
        Object[] pairs = Stream.concat(
                        Stream.of(type instanceof LineType ? "in" : type.key(), path.toString()),
                        Stream.of(each.wanted()))
                .toArray();
        return HostShell.fields(pairs);
    }

    @TestFactory
    Stream<DynamicTest> passShellcheck() {
        return PathCase.all().stream()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> shellcheck(each, each.type())));
    }

    private static <D, S> void shellcheck(PathCase each, ResourceType<D, S> type) throws Exception {
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
