package jforge.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code jforge}. */
@Command(
        name = "jforge",
        versionProvider = Main.Version.class,
        description = "Brings Linux hosts to the state that an inventory declares, over SSH.",
        subcommands = {
            CheckCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            FactsCommand.class,
            ExecCommand.class,
            ExplainCommand.class,
            SandboxCommand.class,
            ReferenceCommand.class
        })
public final class Main implements Runnable {
    private final Runs runs;
    private final Terminal terminal;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this and do nothing.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
    boolean version;

    /** The command on the process's own terminal. */
    public Main() {
        this(Terminal.ofProcess());
    }

    private Main(Terminal terminal) {
        this(new Wiring(new TerminalOperator(terminal.err())), terminal);
    }

    Main(Runs runs, Terminal terminal) {
        this.runs = runs;
        this.terminal = terminal;
    }

    /** Parses the arguments, runs, and leaves with the exit code. */
    public static void main(String[] args) {
        System.exit(new Main().execute(args));
    }

    /** The exit code; nothing that goes wrong comes out as an exception. */
    int execute(String... args) {
        Faults faults = new Faults(terminal);
        CommandLine command = commandLine()
                .setParameterExceptionHandler(faults)
                .setExecutionExceptionHandler(faults)
                .setOut(new PrintWriter(terminal.out(), true))
                .setErr(new PrintWriter(terminal.err(), true));
        int code;
        try {
            code = command.execute(args);
        } catch (LinkageError | StackOverflowError | OutOfMemoryError e) {
            code = faults.fatal(e);
        }
        terminal.out().flush();
        return code;
    }

    /** All commands, those of sections on the class path too. */
    CommandLine commandLine() {
        CommandLine command = new CommandLine(this);
        ReportCommand.addTo(command, this);
        return command;
    }

    Runs runs() {
        return runs;
    }

    Terminal terminal() {
        return terminal;
    }

    @Override
    public void run() {
        CommandLine.usage(this, terminal.out());
    }

    @Command(name = "__train", hidden = true)
    void train() {
        Train.run();
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"jforge " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
