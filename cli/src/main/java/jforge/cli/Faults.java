package jforge.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jforge.report.ExitCode;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;
import jforge.source.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What went wrong, in few words and without a stack trace. */
final class Faults implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
    private final Terminal terminal;

    Faults(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] args) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println(terminal.style().printable(name + ": " + usage(e) + " (try " + name + " --help)"));
        return ExitCode.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        terminal.out().flush();
        if (e instanceof InventoryException || e instanceof InventoryErrors) {
            inventory(String.valueOf(e.getMessage()));
            return ExitCode.USAGE.code();
        }
        boolean known = e instanceof Trouble;
        String message = known ? oneLine(e) : "a fault of " + whose(e) + ": " + oneLine(e);
        terminal.err().println(terminal.style().printable("jforge: " + message));
        boolean verbose = command.getParseResult().hasMatchedOption("-v");
        Throwable fault = e instanceof Trouble ? e.getCause() : known ? null : e;
        if (fault != null && verbose) {
            fault.printStackTrace(terminal.err());
        } else if (fault != null) {
            terminal.err().println("jforge: -v shows where");
        }
        return e instanceof Trouble trouble ? trouble.code().code() : ExitCode.USAGE.code();
    }

    /** What no command can go on after: no memory left, or classes that don't fit each other. */
    int fatal(Error e) {
        terminal.out().flush();
        String message = e instanceof OutOfMemoryError
                ? "out of memory: give it more with JFORGE_JAVA_OPTS=-Xmx..., or make the inventory smaller"
                : "a fault of " + whose(e) + ": " + e.getClass().getSimpleName() + " " + oneLine(e);
        terminal.err().println(terminal.style().printable("jforge: " + message));
        return ExitCode.USAGE.code();
    }

    /** Modules have class loaders of their own, named after them. */
    private static String whose(Throwable e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            String loader = frame.getClassLoaderName();
            if (loader != null && loader.startsWith("module ")) {
                return "the " + loader;
            }
        }
        return "jforge itself";
    }

    /** A line a fault, its place first, as compilers print it. */
    private void inventory(String message) {
        message.lines().forEach(line -> terminal.err().println(terminal.style().printable(line)));
    }

    /** The message; a fault without one goes by its kind. */
    static String oneLine(Throwable e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static String usage(CommandLine.ParameterException e) {
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String given = unmatched.getUnmatched().get(0);
            boolean option = given.startsWith("-");
            boolean command = !option && e.getCommandLine().getParent() == null;
            String kind = option ? "option " : command ? "command " : "argument ";
            List<String> names = names(e.getCommandLine(), option, command);
            return "no " + kind + given
                    + Nearest.to(given.replaceFirst("=.*", ""), names)
                            .map(name -> "; did you mean " + name + "?")
                            .orElse("");
        }
        String message = oneLine(e)
                .replaceFirst("^Value for option option '(\\S+)' \\((\\S+)\\) .* but was ", "$1 takes $2, not ");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static List<String> names(CommandLine command, boolean option, boolean subcommand) {
        List<String> names = new ArrayList<>();
        if (option) {
            command.getCommandSpec().options().forEach(o -> names.addAll(List.of(o.names())));
        } else if (subcommand) {
            command.getSubcommands().forEach((name, c) -> {
                if (!c.getCommandSpec().usageMessage().hidden()) {
                    names.add(name);
                }
            });
        }
        return names;
    }
}
