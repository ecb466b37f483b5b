package jforge.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "sandbox", description = "Disposable hosts on this machine; alone it lists them.")
final class SandboxCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Main main;

    @Option(
            names = {"-v", "--verbose"},
            description = "A stack trace where jforge itself fails.")
    boolean verbose;

    @Override
    public void run() {
        list();
    }

    @Command(description = "Makes the sandboxes of an inventory.")
    void up(@Mixin Options options) {
        main.runs().sandboxUp(options.request(List.of()), main.terminal().out()::println);
    }

    @Command(description = "Takes away the sandboxes of an inventory; all of them without one.")
    void down(@Parameters(arity = "0..1", paramLabel = "INVENTORY") @Nullable Path inventory) {
        main.runs().sandboxDown(inventory, main.terminal().out()::println);
    }

    @Command(description = "A line for each sandbox.")
    void list() {
        List<String> lines = main.runs().sandboxes();
        lines.forEach(main.terminal().out()::println);
        if (lines.isEmpty()) {
            main.terminal()
                    .err()
                    .println("jforge: no sandbox is there; sandbox up INVENTORY makes those of an inventory");
        }
    }
}
