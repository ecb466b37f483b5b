package jforge.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jforge.plan.Plan;
import jforge.report.ApplyText;
import jforge.report.ExitCode;
import jforge.report.Json;
import jforge.report.PlanText;
import jforge.report.Progress;
import jforge.report.Run;
import jforge.transport.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "apply", description = "Shows the plan, asks, makes it, and compares again.")
final class ApplyCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Main main;

    @Mixin
    Options options = new Options();

    @Option(names = "--yes", description = "Don't ask. Covers what is not dangerous or only disruptive.")
    boolean yes;

    @Option(
            names = "--allow",
            paramLabel = "OBJECT@PLAN-ID",
            description = "Allow what a plan refused, as that plan said; may be repeated.")
    List<String> allow = new ArrayList<>();

    @Option(
            names = "--no-probes",
            description = "Run no shell of the inventory's own to look: what a probe decides is deferred.")
    boolean noProbes;

    @Option(names = "--show-commands", description = "Every command, word for word.")
    boolean showCommands;

    @Override
    public Integer call() {
        Terminal terminal = options.styled(main.terminal());
        if (!yes && !(terminal.asks() && !options.json)) {
            throw Trouble.usage("apply asks before it changes anything, and there is nobody to ask here: add --yes");
        }
        Request given = options.request(allowed());
        Request request = noProbes ? given.withoutProbes() : given;
        try (Runs.Planned planned = main.runs().plan(request)) {
            Plan plan = planned.plan();
            if (!options.json) {
                new PlanText(terminal.style(), new PlanText.Detail(showCommands, options.verbose))
                        .print(plan, planned.looked(), terminal.out()::println);
                terminal.out().flush();
            }
            if (!plan.acts() || !yes && !agreed(terminal)) {
                return ended(terminal, new Run(plan, List.of(), null, false, planned.looked()));
            }
            // from here on only: at the question Ctrl-C ends all at once
            try (Interrupt interrupt = Interrupt.stops(planned, terminal)) {
                return ended(terminal, Applying.run(planned, interrupt, printer(terminal, plan)));
            }
        }
    }

    private List<String> allowed() {
        for (String object : allow) {
            if (!object.matches(".+@[0-9a-f]{6}")) {
                throw Trouble.usage("--allow takes OBJECT@PLAN-ID as a plan prints it, not " + object);
            }
        }
        return allow;
    }

    private boolean agreed(Terminal terminal) {
        terminal.err().print("Make these changes? [y/N] ");
        terminal.err().flush();
        StringBuilder answer = new StringBuilder();
        try {
            int c = terminal.in().read();
            while (c >= 0 && c != '\n' && answer.length() < 100) {
                answer.append(new String(new byte[] {(byte) c}, StandardCharsets.US_ASCII));
                c = terminal.in().read();
            }
        } catch (IOException e) {
            return false;
        }
        return Set.of("y", "yes").contains(answer.toString().strip().toLowerCase(Locale.ROOT));
    }

    private Applying.Printer printer(Terminal terminal, Plan plan) {
        if (options.json) {
            return new Applying.Printer(e -> {}, () -> {});
        }
        Consumer<String> out = terminal.out()::println;
        if (!terminal.live()) {
            return new Applying.Printer(new ApplyText(terminal.style(), plan, options.verbose, out), () -> {});
        }
        Progress progress = new Progress(terminal.err(), terminal.style(), plan);
        ApplyText text = new ApplyText(terminal.style(), plan, options.verbose, line -> {
            progress.clear();
            out.accept(line);
            terminal.out().flush();
        });
        return new Applying.Printer(text.andThen(progress), progress::clear);
    }

    private int ended(Terminal terminal, Run run) {
        Set<ExitCode> codes = ExitCode.of(run);
        if (options.json) {
            terminal.out().print(Json.run(run, showCommands, codes));
        } else {
            new ApplyText(terminal.style(), run.plan(), options.verbose, terminal.out()::println).summary(run);
        }
        ExitCode gravest = ExitCode.gravest(codes);
        if (gravest == ExitCode.FINE && !options.json) {
            next(terminal, run.plan());
        }
        return gravest.code();
    }

    /** For those who see jforge for the first time, and those are who use a sandbox. */
    private void next(Terminal terminal, Plan plan) {
        if (plan.hosts().stream().anyMatch(h -> h.target().kind() == Target.Kind.SANDBOX)) {
            terminal.err().println("Try next: change a value in " + options.inventory + " and apply it again.");
            terminal.err().println("jforge sandbox shows what is there now; jforge sandbox down removes it.");
        }
    }
}
