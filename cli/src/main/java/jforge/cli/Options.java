package jforge.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jforge.transport.Passwords;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that reads an inventory takes. */
final class Options {
    @Parameters(index = "0", paramLabel = "INVENTORY", description = "A file or a directory.")
    @Nullable Path inventory;

    @Option(
            names = "--limit",
            split = ",",
            paramLabel = "PATTERN",
            description = "Only these hosts, groups or globs; may be repeated.")
    List<String> limit = new ArrayList<>();

    @Option(
            names = "--exclude",
            split = ",",
            paramLabel = "PATTERN",
            description = "Not these hosts, groups or globs; may be repeated.")
    List<String> exclude = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A variable, stronger than any in the inventory; may be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--parallel", paramLabel = "N", description = "Hosts at a time, 1 to 512; 64 unless given.")
    int parallel = 64;

    @Option(
            names = "--ssh-config",
            paramLabel = "FILE",
            description = "Read this OpenSSH configuration and no other, as ssh -F does.")
    @Nullable Path sshConfig;

    @Option(
            names = "--ask-password",
            description = "Ask once for the password of the login; sent to hosts that take none of the keys.")
    boolean askPassword;

    @Option(
            names = "--ask-sudo-password",
            description =
                    "Ask once for the password that sudo wants on the hosts; sent to a sudo that asks, and no other.")
    boolean askSudoPassword;

    @Option(names = "--json", description = "Print a JSON document for scripts.")
    boolean json;

    @Option(names = "--no-color", description = "No colours; the environment's NO_COLOR does the same.")
    boolean noColor;

    @Option(
            names = {"-v", "--verbose"},
            description = "Long texts and lists whole; a stack trace where jforge itself fails.")
    boolean verbose;

    Request request(List<String> allow) {
        if (parallel < 1 || parallel > 512) {
            throw Trouble.usage("--parallel takes a number from 1 to 512, not " + parallel);
        }
        if (inventory == null) {
            throw Trouble.usage("no inventory given");
        }
        return new Request(inventory, limit, exclude, set, parallel, sshConfig, allow, passwords(), true);
    }

    private Passwords passwords() {
        return new Passwords(
                asked(askPassword, "ssh", "--ask-password"), asked(askSudoPassword, "sudo", "--ask-sudo-password"));
    }

    private static @Nullable Supplier<char[]> asked(boolean wanted, String what, String option) {
        if (!wanted) {
            return null;
        }
        char[] password = new TerminalOperator(System.err).secret(what + " password: ");
        if (password == null) {
            throw Trouble.usage(option + " needs a terminal to ask on");
        }
        return password::clone;
    }

    Terminal styled(Terminal terminal) {
        return noColor ? terminal.withoutColour() : terminal;
    }
}
