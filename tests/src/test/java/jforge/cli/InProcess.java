package jforge.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jforge.plan.Plan;
import jforge.report.Style;
import picocli.CommandLine;

/** The real command line in this process, its output captured as for a pipe. */
public final class InProcess {
    private InProcess() {}

    /** @param code what the process would end with */
    public record Ran(int code, String out, String err) {
        /** All that was printed, for messages of failing tests. */
        @Override
        public String toString() {
            return "exit " + code + "\n" + out + err;
        }
    }

    /** Nobody is there to ask. */
    public static Ran jforge(String... arguments) {
        return run(InputStream.nullInputStream(), false, arguments);
    }

    /** @param answers what somebody types; asked for when the question stands there */
    public static Ran asked(InputStream answers, String... arguments) {
        return run(answers, true, arguments);
    }

    /** The plan itself that {@code jforge plan} would print. */
    public static Plan planned(String... arguments) {
        var main = new Main(new Wiring(), Terminal.ofProcess());
        var words = new CommandLine(main).parseArgs(arguments);
        var command = (PlanCommand) words.subcommand().commandSpec().userObject();
        try (Runs.Planned planned = main.runs().plan(command.options.request(List.of()))) {
            return planned.plan();
        }
    }

    private static Ran run(InputStream in, boolean asks, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                in,
                Style.PIPED,
                asks,
                false);
        int code = new Main(new Wiring(new TerminalOperator(terminal.err())), terminal).execute(arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
