package jforge.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import jforge.report.ExitCode;
import jforge.report.SurveyJson;
import jforge.report.SurveyText;
import jforge.resource.Report;
import jforge.resource.Reporting;
import jforge.resource.Section;
import jforge.survey.Surveyed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A section's report as a command: {@code jforge pools status}. */
@Command
final class ReportCommand implements Callable<Integer> {
    private final Main main;
    private final String section;
    private final Report report;

    @Mixin
    Options options = new Options();

    @Parameters(
            index = "1..*",
            paramLabel = "HOSTS",
            description = "Only these hosts, groups or globs; the same as --limit.")
    List<String> hosts = new ArrayList<>();

    @Option(names = "--detailed-exitcode", description = "Exit 2 where something is not as it should be.")
    boolean detailed;

    private ReportCommand(Main main, String section, Report report) {
        this.main = main;
        this.section = section;
        this.report = report;
    }

    /** Gives the command one for each section on the class path that has reports, and below it one for each of these. */
    static void addTo(CommandLine command, Main main) {
        ServiceLoader.load(Section.class).stream()
                .filter(provider -> Reporting.class.isAssignableFrom(provider.type()))
                .map(provider -> (Reporting) provider.get())
                .forEach(section -> command.addSubcommand(section.key(), of(section, main)));
    }

    static CommandSpec of(Reporting section, Main main) {
        CommandSpec all = CommandSpec.create();
        all.usageMessage().description("What the section " + section.key() + " can tell of the hosts.");
        for (Report report : section.reports()) {
            CommandLine one = new CommandLine(new ReportCommand(main, section.key(), report));
            one.getCommandSpec().usageMessage().description(report.description());
            all.addSubcommand(report.name(), one);
        }
        return all;
    }

    @Override
    public Integer call() {
        options.limit.addAll(hosts);
        List<Surveyed> told = main.runs().survey(options.request(List.of()), report);
        Set<ExitCode> codes = ExitCode.of(told, detailed);
        Terminal terminal = options.styled(main.terminal());
        if (options.json) {
            terminal.out().println(SurveyJson.of(section, report, told, codes).strip());
        } else {
            new SurveyText(terminal.style()).print(report, told, terminal.out()::println);
        }
        return ExitCode.gravest(codes).code();
    }
}
