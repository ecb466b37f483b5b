package jforge.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import jforge.plan.Plan;
import jforge.report.ExitCode;
import jforge.report.Json;
import jforge.report.PlanText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "plan", description = "Looks at the hosts and shows every change; changes nothing.")
final class PlanCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Main main;

    @Mixin
    Options options = new Options();

    @Option(
            names = "--no-probes",
            description = "Run no shell of the inventory's own to look: what a probe decides is deferred.")
    boolean noProbes;

    @Option(names = "--show-commands", description = "Every command, word for word.")
    boolean showCommands;

    @Option(names = "--detailed-exitcode", description = "Exit 2 where changes are pending or deferred.")
    boolean detailed;

    @Override
    public Integer call() {
        try (Runs.Planned planned = main.runs().plan(request())) {
            Plan plan = planned.plan();
            Set<ExitCode> codes = ExitCode.of(plan, detailed);
            Terminal terminal = options.styled(main.terminal());
            if (options.json) {
                terminal.out().print(Json.plan(plan, planned.looked(), showCommands, codes));
            } else {
                new PlanText(terminal.style(), new PlanText.Detail(showCommands, options.verbose))
                        .print(plan, planned.looked(), terminal.out()::println);
            }
            return ExitCode.gravest(codes).code();
        }
    }

    private Request request() {
        Request request = options.request(List.of());
        return noProbes ? request.withoutProbes() : request;
    }
}
