package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jforge.plan.Command;
import jforge.plan.Value;
import jforge.resource.Effect;
import jforge.resource.Proposal;
import jforge.resource.Seen;
import jforge.source.InventoryException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTypeTest {
    private final CommandType type = new CommandType();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command=a                              | a command is never run blindly: say when it is needed",
                "command=a creates=/x removes=/y        | one condition: \"creates\" or \"removes\"",
                "command=a probe=b run-once=true        | one condition: \"probe\" or \"run-once\"",
                "command=a run-once=false               | run-once: false says nothing",
                "command=a run= creates=/x              | \"run\" is empty",
                "command=a~b creates=/x                 | a command of several lines has a name",
                "command=a creates=/x timeout=0         | a timeout is from 1 to 86400 seconds, not 0",
                "command=a creates=/x danger=riski      | there is no danger \"riski\"; did you mean \"risky\"?",
                "command=a creates=/x user=a:b          | \"a:b\" can't be a name here",
            })
    void refuses(String written, String problem) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String pair : written.split(" ")) {
            values.put(pair.split("=", 2)[0], pair.split("=", 2)[1].replace('~', '\n'));
        }
        refuses(values, problem);
    }

    @Test
    void refusesAnOpenQuestionAndBadVariables() {
        refuses(unless(Map.of("file", "/x")), "\"unless\" is one of { path: /x }");
        refuses(unless(Map.of("path", "x")), "\"unless\" is one of");
        refuses(unless(Map.of("unit", "nginx", "is", "running")), "\"unless\" is one of");
        refuses(unless(Map.of("unit", "-x", "is", "active")), "is no service's name");
        refuses(
                Map.of("command", "a", "creates", "/x", "environment", Map.of("a-b", Value.of("c"))),
                "\"a-b\" is no variable's name");
        refuses(Map.of("command", "a", "run", "x".repeat(70_000), "creates", "/x"), "at most 65536 characters");
    }

    private static Map<String, Object> unless(Map<String, String> question) {
        Map<String, Value> values = new LinkedHashMap<>();
        question.forEach((key, value) -> values.put(key, Value.of(value)));
        return Map.of("command", "a", "unless", values);
    }

    private void refuses(Map<String, Object> values, String problem) {
        InventoryException fault = assertThrows(InventoryException.class, () -> type.parse(new Declared(values)));
        assertTrue(String.valueOf(fault.getMessage()).contains(problem), fault.getMessage());
    }

    @Test
    void afterAChangeAloneNothingIsNeeded() {
        CommandType.Wanted want = type.parse(new Declared(Map.of("command", "a", "when-changed", "file /x")));
        assertEquals(List.of(), type.questions(want));
        assertEquals(new Proposal.Do(List.of()), type.propose(want, Seen.unknown()));
    }

    /** A case: what is declared (FOLDER stands for a fresh one), then what comes of it, run by run. */
    private record Case(String name, Map<String, Object> values, String differences, String outcome, String after) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "creates",
                    Map.of(
                            "command",
                            "make",
                            "run",
                            "printf '%s' \"$A\" >made\ncat >>made",
                            "creates",
                            "FOLDER/made",
                            "directory",
                            "FOLDER",
                            "environment",
                            Map.of("A", Value.secret("it's\n\n")),
                            "stdin",
                            Value.secret("x y")),
                    "{creates=(absent) -> FOLDER/made, run=(absent) -> printf '%s' \"$A\" >made\ncat >>made}",
                    "changed",
                    "{}"),
            new Case(
                    "makes nothing",
                    Map.of("command", "true", "creates", "FOLDER/none"),
                    "{creates=(absent) -> FOLDER/none}",
                    "it ran and ended well, and is needed all the same: FOLDER/none is not there: does creates name"
                            + " what it makes?\nfailed",
                    "{creates=(absent) -> FOLDER/none}"),
            new Case(
                    "removes",
                    Map.of("command", "rm FOLDER/there", "removes", "FOLDER/there"),
                    "{removes=FOLDER/there -> (absent)}",
                    "changed",
                    "{}"),
            new Case(
                    "fails",
                    Map.of("command", "x", "run", "echo one; false; echo two", "creates", "FOLDER/x"),
                    "{creates=(absent) -> FOLDER/x, run=(absent) -> echo one; false; echo two}",
                    "one\nit ended with exit status 1\nfailed",
                    "{creates=(absent) -> FOLDER/x, run=(absent) -> echo one; false; echo two}"),
            new Case(
                    "breaks no shell around it",
                    Map.of("command", "if ( ; exit 3", "creates", "FOLDER/x"),
                    "{creates=(absent) -> FOLDER/x}",
                    "*it ended with exit status 2\nfailed",
                    "{creates=(absent) -> FOLDER/x}"),
            new Case(
                    "takes too long",
                    Map.of("command", "exec sleep 60", "creates", "FOLDER/x", "timeout", "1"),
                    "{creates=(absent) -> FOLDER/x}",
                    "*it was stopped: it took more than 1 seconds, which is its timeout\nfailed",
                    "{creates=(absent) -> FOLDER/x}"),
            new Case(
                    "probed",
                    Map.of("command", "echo >FOLDER/p", "probe", "echo noise; [ -e FOLDER/p ] || exit 5"),
                    "{probe=exit status 5 -> exit status 0}",
                    "changed",
                    "{}"),
            new Case(
                    "no answer",
                    Map.of("command", "true", "probe", "no-such-command"),
                    "*refused: its probe gave no answer, exit status 127",
                    "",
                    "*refused"),
            new Case(
                    "unless path",
                    Map.of("command", "echo >FOLDER/u", "unless", Map.of("path", Value.of("FOLDER/u"))),
                    "{unless=path FOLDER/u: no -> path FOLDER/u: yes}",
                    "changed",
                    "{}"),
            new Case(
                    "unless line",
                    Map.of(
                            "command",
                            "echo a >>FOLDER/l",
                            "unless",
                            Map.of("line", Value.of("a"), "in", Value.of("FOLDER/l"))),
                    "{unless=line a in FOLDER/l: no -> line a in FOLDER/l: yes}",
                    "changed",
                    "{}"),
            new Case(
                    "unless package",
                    Map.of("command", "true", "unless", Map.of("package", Value.of("dpkg"))),
                    "{}",
                    "",
                    "{}"),
            new Case(
                    "once",
                    Map.of("command", "echo x >>FOLDER/once", "run-once", "true"),
                    "{run-once=never ran -> ran}",
                    "changed",
                    "{}"));

    @TestFactory
    Stream<DynamicTest> runsWhereItIsNeeded() throws IOException, InterruptedException {
        List<DynamicTest> tests = new ArrayList<>();
        for (HostShell shell : HostShell.all(folder.resolve("tools"))) {
            for (Case one : CASES) {
                Path place = Files.createDirectories(folder.resolve(shell.name() + " " + tests.size()));
                tests.add(DynamicTest.dynamicTest(one.name + ", " + shell.name(), () -> check(shell, one, place)));
            }
        }
        return tests.stream();
    }

    private void check(HostShell plain, Case one, Path place) throws IOException {
        String at = place.toString().replace(' ', '_');
        Path folder = Files.createDirectories(Path.of(at));
        Files.writeString(folder.resolve("there"), "");
        // jforge's directory on the host, as the loader sets it
        HostShell shell = new HostShell(
                plain.name(), List.of("env", "STATE=" + at, plain.command().get(0)), plain.path());
        if (plain.command().size() > 1) {
            shell = new HostShell(
                    plain.name(),
                    List.of(
                            "env",
                            "STATE=" + at,
                            plain.command().get(0),
                            plain.command().get(1)),
                    plain.path());
        }
        CommandType.Wanted want = type.parse(new Declared(filled(one.values, at)));
        same(one.differences.replace("FOLDER", at), shell.differences(type, want));
        if (!one.outcome.isEmpty()) {
            Proposal proposal = type.propose(want, Seen.of(shell.see(type, want)));
            same(one.outcome.replace("FOLDER", at), String.join("", shell.apply(proposal)));
        }
        same(one.after.replace("FOLDER", at), shell.differences(type, want));
        if (one.name.equals("creates")) {
            assertEquals("it's\n\nx y", Files.readString(folder.resolve("made")));
        }
    }

    private static void same(String wanted, String found) {
        if (wanted.startsWith("*")) {
            assertTrue(found.contains(wanted.substring(1)), found);
        } else {
            assertEquals(wanted, found);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> filled(Map<String, T> values, String at) {
        Map<String, T> filled = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            Object with = value instanceof String text
                    ? text.replace("FOLDER", at)
                    : value instanceof Map<?, ?> map
                            ? filled((Map<String, Object>) map, at)
                            : value instanceof Value.Text text && !text.isSecret()
                                    ? Value.of(text.revealed().replace("FOLDER", at))
                                    : value;
            filled.put(key, (T) with);
        });
        return filled;
    }

    @Test
    void anEffectIsNotRunTwice() throws IOException, InterruptedException {
        CommandType.Wanted want =
                type.parse(new Declared(Map.of("command", "echo x >>" + folder + "/ran", "when-changed", "file /x")));
        Effect effect = type.effect(want, Seen.unknown());
        Command command = java.util.Objects.requireNonNull(effect).command();
        String state = "STATE=" + folder + "\nread -r SINCE _ </proc/uptime\nSINCE=${SINCE%.*}${SINCE#*.}\n";
        HostShell shell = HostShell.DASH;
        String once = HostShell.script(command);
        assertEquals("changedalready", shell.run(state + once + once).text());
        assertEquals(
                "already", shell.run("STATE=" + folder + " SINCE=0\n" + once).text());
        assertEquals(
                "changed",
                shell.run("STATE=" + folder + " SINCE=99999999999\n" + once).text());
        assertEquals("x\nx\n", Files.readString(folder.resolve("ran")));
    }
}
