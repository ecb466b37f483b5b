package jforge.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import jforge.report.ExitCode;
import jforge.report.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(name = "facts", description = "Shows what the hosts are, as templates see it.")
final class FactsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Main main;

    @Mixin
    Options options = new Options();

    @Override
    public Integer call() {
        Runs.Facts facts = main.runs().facts(options.request(List.of()));
        PrintStream out = main.terminal().out();
        if (options.json) {
            out.println(JsonText.facts(facts).strip());
        } else if (facts.facts().isEmpty() && facts.unreachable().isEmpty()) {
            out.println("no host is left by --limit, --exclude and what the hosts' facts say");
        } else {
            Style style = main.terminal().style();
            facts.facts().forEach((host, known) -> {
                out.println(host);
                known.forEach(
                        (name, value) -> out.println("  " + name + ": " + style.printable(String.valueOf(value))));
            });
            facts.unreachable()
                    .forEach((host, reason) -> out.println(host + "\n  ! unreachable: " + style.printable(reason)));
        }
        return facts.unreachable().isEmpty() ? 0 : ExitCode.UNREACHABLE.code();
    }
}
