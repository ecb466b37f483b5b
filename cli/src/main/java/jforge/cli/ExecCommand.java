package jforge.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jforge.exec.Execution;
import jforge.exec.Ran;
import jforge.report.ExecText;
import jforge.report.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "exec",
        description = "Runs a command on the hosts, outside of any plan: nothing is compared, locked or owed.")
final class ExecCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Main main;

    @Mixin
    Options options = new Options();

    @Parameters(
            index = "1..*",
            paramLabel = "COMMAND",
            description = "After --: one word is shell text, several are a program and its arguments.")
    List<String> words = new ArrayList<>();

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "Run this shell script, - for standard input; the words after -- are its arguments.")
    @Nullable String script;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Stop it on a host after so long; 1200 unless given.")
    long timeout = 1200;

    @Override
    public Integer call() {
        Execution execution = execution();
        List<Ran> all = main.runs().exec(options.request(List.of()), execution);
        Terminal terminal = options.styled(main.terminal());
        if (options.json) {
            terminal.out().println(JsonText.executed(all, code(all)).strip());
        } else {
            new ExecText(terminal.style()).print(all, terminal.out()::println);
        }
        return code(all);
    }

    /** The highest status of any host; where all that ran are fine, whether some could not. */
    static int code(List<Ran> all) {
        int highest = all.stream().mapToInt(Ran::status).max().orElse(0);
        boolean lost = all.stream().anyMatch(r -> r.lost() != null);
        return highest == 0 && lost ? ExitCode.UNREACHABLE.code() : highest;
    }

    private Execution execution() {
        if (timeout < 1 || timeout > 86_400) {
            throw Trouble.usage("--timeout takes a number of seconds from 1 to 86400, not " + timeout);
        }
        if (script == null && words.isEmpty()) {
            throw Trouble.usage("no command given: add -- COMMAND, or --script FILE");
        }
        Execution execution =
                script == null ? Execution.of(words, timeout) : new Execution(text(script), words, timeout);
        if (execution.text().length() > Execution.LONGEST || execution.text().indexOf('\0') >= 0) {
            throw Trouble.usage("the command has a NUL or more than " + Execution.LONGEST
                    + " characters: bring it to the hosts as a file, and run that");
        }
        return execution;
    }

    private String text(String file) {
        try {
            byte[] bytes = file.equals("-")
                    ? main.terminal().in().readNBytes(4 * Execution.LONGEST)
                    : Files.readAllBytes(Path.of(file));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw Trouble.usage("there is no script " + file);
        } catch (IOException e) {
            throw Trouble.usage("the script " + file + " can't be read: " + e.getMessage());
        }
    }
}
