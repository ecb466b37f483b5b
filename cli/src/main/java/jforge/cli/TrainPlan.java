package jforge.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import jforge.apply.Apply;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Plan;
import jforge.report.ApplyText;
import jforge.report.Style;
import jforge.resource.ResourceType;
import jforge.transport.Fleet;
import jforge.transport.FrameSink;
import jforge.transport.Passwords;
import jforge.transport.Shell;
import jforge.transport.Target;

/**
 * The commands themselves, on a directory of their own and on the examples of every type, over SSH to this process. A plan
 * changes nothing; what apply would send goes nowhere.
 */
final class TrainPlan implements Callable<Integer> {
    private static final Style STYLE = new Style(true, false, 100);
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    private static final String INVENTORY = """
            name: training
            vars: { words: [ a, b ] }
            hosts:
              here: { address: 127.0.0.1, vars: { one: 1 } }
            groups:
              some: { hosts: "h*" }
            resources:
              - { on: some, directory: DIR/made, mode: 0750 }
              - { on: all, file: DIR/made/a, content: "${vars.one} ${facts.os}\\n", requires: [ directory DIR/made ] }
              - { on: all, file: DIR/there, template: text, with: { what: x } }
              - { on: all, file: DIR/same, content: "same\\n" }
              - { on: all, link: DIR/made/link, to: a }
              - { on: all, line: two, in: DIR/more }
              - { on: all, service: jforge-training, when-changed: [ file DIR/made/a ] }
            """;

    private static final String TEMPLATE =
            "<#list vars.words as w>${w?upper_case}<#sep>, </#list><#if vars.words?size gt 1>${with.what}</#if>\n";

    /** The worst exit code of the commands whose result doesn't depend on this machine. */
    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("jforge-training");
        try (TrainServer server = new TrainServer(directory)) {
            Files.createDirectory(directory.resolve("templates"));
            Files.writeString(directory.resolve("templates/text"), TEMPLATE);
            Files.writeString(directory.resolve("there"), "old\n");
            Files.writeString(directory.resolve("more"), "one\n");
            Files.writeString(directory.resolve("same"), "same\n");
            String inventory = INVENTORY.replace("DIR", directory.toString());
            Path own = Files.writeString(directory.resolve("own.yaml"), inventory);
            Path all = Files.writeString(directory.resolve("all.yaml"), inventory + examples());
            Path config = Files.writeString(directory.resolve("config"), server.config());
            int worst = 0;
            for (Path file : List.of(own, all)) {
                worst = Math.max(worst, command("check", file.toString()));
                command("plan", file.toString(), "--ssh-config", config.toString());
                command("plan", file.toString(), "--ssh-config", config.toString(), "--json");
                apply(file, config);
            }
            return Math.max(worst, command("facts", own.toString(), "--ssh-config", config.toString()));
        } finally {
            remove(directory);
        }
    }

    /** Those that need no other file. */
    static String examples() {
        StringBuilder resources = new StringBuilder();
        for (ResourceType<?, ?> type : ServiceLoader.load(ResourceType.class)) {
            for (String example : type.schema().examples()) {
                if (!example.matches("(?s).*\\b(template|source): .*")) {
                    resources.append("  - on: all\n    ");
                    resources.append(example.strip().replace("\n", "\n    ")).append('\n');
                }
            }
        }
        return resources.toString();
    }

    private static int command(String... arguments) {
        Terminal terminal = new Terminal(NOWHERE, NOWHERE, new ByteArrayInputStream(new byte[0]), STYLE, false, false);
        return new Main(new Wiring(), terminal).execute(arguments);
    }

    private static void apply(Path inventory, Path config) {
        Request request =
                new Request(inventory, List.of(), List.of(), Map.of(), 1, config, List.of(), Passwords.NONE, true);
        try (Runs.Planned planned = new Wiring().plan(request)) {
            Plan plan = planned.plan();
            Map<String, Target> targets = new LinkedHashMap<>();
            plan.hosts().forEach(host -> targets.put(host.host(), host.target()));
            ApplyText text = new ApplyText(STYLE, plan, false, NOWHERE::println);
            try (Fleet fleet = new Fleet(targets, target -> new Nobody(), 1)) {
                new Apply(plan, fleet, "training", text).run();
            }
            for (HostPlan host : plan.hosts()) {
                host.changes().forEach(change -> {
                    text.accept(new Event.Begun(change.ref()));
                    text.accept(new Event.Ended(change.ref(), null, Event.Outcome.CHANGED, "", null));
                });
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A host that takes every script and does nothing. */
    private static final class Nobody implements Shell {
        @Override
        public Result run(String script, FrameSink sink) {
            return new Result(0, "");
        }

        @Override
        public String token() {
            return "0".repeat(32);
        }

        @Override
        public void stop() {}

        @Override
        public void close() {}
    }
}
