package jforge.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jforge.explain.Explanation;
import jforge.explain.Explanation.Attribute;
import jforge.explain.Explanation.Source;
import jforge.explain.Explanation.Wait;
import jforge.report.Style;
import jforge.resource.Explaining;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "explain",
        description = "Says where a value or a resource comes from, file and line; of a section's, asks the host.")
final class ExplainCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Main main;

    @Mixin
    Options options = new Options();

    @Parameters(index = "1", paramLabel = "HOST", description = "A host of the inventory.")
    @Nullable String host;

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "NAME",
            description = "vars.port, ssh.user, secrets.db, facts.os, a resource: \"file /etc/motd\", or a section's:"
                    + " kernel net.ipv4.tcp_timestamps.")
    List<String> name = new ArrayList<>();

    @Override
    public Integer call() {
        Explanation found =
                main.runs().explain(options.request(List.of()), String.valueOf(host), String.join(" ", name));
        if (options.json) {
            main.terminal().out().println(JsonText.explained(found).strip());
        } else {
            print(found);
        }
        return 0;
    }

    private void print(Explanation found) {
        line(found.name() + " on " + found.host() + (found.value() == null ? "" : ": " + found.value()));
        boolean first = true;
        for (Source source : found.sources()) {
            String sign = found.value() == null ? "  " : first ? "  * " : "    ";
            line(sign + shown(source));
            first = false;
        }
        for (Attribute attribute : found.attributes()) {
            line("  " + attribute.name() + ": " + attribute.written() + "  (" + attribute.mark() + ")");
            attribute.uses().forEach(use -> line("    " + shown(use)));
        }
        for (Wait wait : found.waits()) {
            String on = wait.host().equals(found.host()) ? "" : " on " + wait.host();
            line("  after " + wait.label() + on + ": " + wait.why());
        }
        String stage = "";
        for (Explaining.Link link : found.chain()) {
            if (!link.stage().equals(stage)) {
                line("  " + link.stage());
            }
            stage = link.stage();
            line("  " + (link.counts() ? "* " : "  ") + link.value() + "  (" + link.place() + ")"
                    + (link.why().isEmpty() ? "" : "  " + link.why()));
        }
        if (!found.note().isEmpty()) {
            line("  " + found.note());
        }
    }

    private static String shown(Source source) {
        return source.who() + ": " + source.value() + "  (" + source.mark() + ")";
    }

    private void line(String text) {
        Style style = main.terminal().style();
        main.terminal().out().println(style.printable(text));
    }
}
