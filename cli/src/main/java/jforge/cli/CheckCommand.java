package jforge.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(name = "check", description = "Reads and validates an inventory; touches no host.")
final class CheckCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Main main;

    @Mixin
    Options options = new Options();

    @Override
    public Integer call() {
        Runs.Checked checked = main.runs().check(options.request(List.of()));
        String text = options.json
                ? JsonText.checked(checked)
                : checked.inventory() + ": " + checked.hosts() + " hosts, " + checked.resources() + " resources, valid";
        main.terminal().out().println(text.strip());
        return 0;
    }
}
