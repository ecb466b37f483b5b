package jforge.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jforge.compare.Planner;
import jforge.declare.Declared;
import jforge.declare.Declarer;
import jforge.exec.Execution;
import jforge.exec.Ran;
import jforge.explain.Explainer;
import jforge.explain.Explanation;
import jforge.inventory.Connection;
import jforge.inventory.Host;
import jforge.inventory.Inventory;
import jforge.inventory.InventoryReader;
import jforge.inventory.Module;
import jforge.module.Extensions;
import jforge.module.ModuleExtensions;
import jforge.order.Order;
import jforge.report.ExitCode;
import jforge.resource.Answers;
import jforge.resource.Explaining;
import jforge.resource.Neighbours;
import jforge.resource.Report;
import jforge.resource.Resource;
import jforge.resource.Section;
import jforge.sandbox.Sandbox;
import jforge.survey.Survey;
import jforge.survey.Surveyed;
import jforge.transport.Connector;
import jforge.transport.Fleet;
import jforge.transport.Operator;
import jforge.transport.Target;
import org.jspecify.annotations.Nullable;

/** Joins the stations of the engine. */
final class Wiring implements Runs {
    /** How long a step may print nothing: a large package on a slow disk. */
    private static final Duration SILENCE = Duration.ofMinutes(30);

    private final Operator operator;
    private List<Module> from = List.of();
    private @Nullable Extensions extensions;

    /** Nobody to ask. */
    Wiring() {
        this(Operator.NONE);
    }

    Wiring(Operator operator) {
        this.operator = operator;
    }

    @Override
    public Checked check(Request request) {
        Inventory inventory = read(request);
        List<Resource<?, ?>> resources = new ArrayList<>();
        int waiting = 0;
        for (Declared declared : declarer(inventory).declare(Map.of()).values()) {
            resources.addAll(declared.resources());
            waiting += declared.undeclared().size();
        }
        Order.of(resources);
        return new Checked(inventory.name(), inventory.hosts().size(), resources.size() + waiting);
    }

    @Override
    public Planned plan(Request request) {
        Inventory inventory = read(request);
        Fleet fleet = fleet(request, inventory);
        try {
            return new Session(planner(request, inventory, fleet), fleet, request.allow());
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    @Override
    public Facts facts(Request request) {
        Inventory inventory = read(request);
        try (Fleet fleet = fleet(request, inventory)) {
            Map<String, Map<String, Object>> facts =
                    new LinkedHashMap<>(planner(request, inventory, fleet).facts());
            Map<String, String> unreachable = new LinkedHashMap<>();
            inventory.hosts().keySet().forEach(h -> fleet.lost(h).ifPresent(why -> unreachable.put(h, why)));
            return new Facts(facts, unreachable);
        }
    }

    @Override
    public List<Ran> exec(Request request, Execution execution) {
        Inventory inventory = read(request);
        try (Fleet fleet = fleet(request, inventory)) {
            return execution.on(fleet, planner(request, inventory, fleet).hosts());
        }
    }

    @Override
    public List<Surveyed> survey(Request request, Report report) {
        Inventory inventory = read(request);
        try (Fleet fleet = fleet(request, inventory)) {
            return new Survey(report, planner(request, inventory, fleet).declared()).on(fleet);
        }
    }

    @Override
    public Explanation explain(Request request, String host, String name) {
        Inventory inventory = read(request);
        String[] words = name.strip().split(" +", 2);
        Section section = extensions(inventory.modules()).sections().get(words[0]);
        if (words.length == 2 && section instanceof Explaining explaining) {
            return explain(request, inventory, host, explaining, words[1]);
        }
        List<Resource<?, ?>> resources = new ArrayList<>();
        // a value is told of without declaring: that reads secrets
        boolean declares = name.strip().indexOf(' ') >= 0;
        Map<String, Declared> declared = declares ? declarer(inventory).declare(Map.of()) : Map.of();
        declared.values().forEach(d -> resources.addAll(d.resources()));
        Declared own = declared.get(host);
        return new Explainer(inventory, host, Order.of(resources), own == null ? List.of() : own.undeclared())
                .explain(name);
    }

    private Explanation explain(Request request, Inventory inventory, String host, Explaining section, String name) {
        Explainer explainer = new Explainer(inventory, host, List.of(), List.of());
        section.questions(name, new Neighbours(List.of())); // what can't be a name asks nobody
        Request alone = request.of(host);
        try (Fleet fleet = fleet(alone, inventory)) {
            Planner.Heard heard = planner(alone, inventory, fleet)
                    .hear(host, declared -> section.questions(name, declared))
                    .orElseThrow(() ->
                            new Trouble(ExitCode.UNREACHABLE, fleet.lost(host).orElse(host + " did not answer")));
            return explainer.chained(
                    section.key() + " " + name, section.explain(name, heard.declared(), heard.answers()));
        } catch (Answers.NoAnswerException e) {
            throw new Trouble(ExitCode.USAGE, host + ": " + e.getMessage());
        }
    }

    @Override
    public void sandboxUp(Request request, Consumer<String> say) {
        Inventory inventory = read(request);
        sandboxed(inventory).forEach(host -> {
            try {
                say.accept(line(Sandbox.up(inventory.name(), host.name())));
            } catch (IOException e) {
                throw Trouble.usage(String.valueOf(e.getMessage()));
            }
        });
    }

    @Override
    public void sandboxDown(@Nullable Path inventory, Consumer<String> say) {
        try {
            for (String name : inventory == null ? running() : named(read(inventory, List.of()))) {
                if (Sandbox.down(name)) {
                    say.accept("removed sandbox " + name);
                }
            }
        } catch (IOException e) {
            throw Trouble.usage(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<String> sandboxes() {
        try {
            return Sandbox.list().stream().map(Wiring::line).toList();
        } catch (IOException e) {
            throw Trouble.usage(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> running() throws IOException {
        return Sandbox.list().stream().map(Sandbox::name).toList();
    }

    private static List<String> named(Inventory inventory) {
        return sandboxed(inventory).stream()
                .map(host -> Sandbox.name(inventory.name(), host.name()))
                .toList();
    }

    private static List<Host> sandboxed(Inventory inventory) {
        return inventory.hosts().values().stream()
                .filter(host -> host.connection() == Connection.SANDBOX)
                .toList();
    }

    private static String line(Sandbox sandbox) {
        return "%s  held by process %d since %s, %d KB of memory in changed files"
                .formatted(
                        sandbox.name(),
                        sandbox.pid(),
                        sandbox.since().truncatedTo(ChronoUnit.SECONDS),
                        sandbox.bytes() / 1024);
    }

    private Inventory read(Request request) {
        List<String> sets = new ArrayList<>();
        request.set().forEach((name, value) -> sets.add(name + "=" + value));
        return read(request.inventory(), sets);
    }

    private Inventory read(Path path, List<String> sets) {
        return InventoryReader.read(
                path, sets, modules -> extensions(modules).sections().keySet());
    }

    /** Loaded once: a module's classes are the same all the time. */
    private Extensions extensions(List<Module> modules) {
        Extensions known = extensions;
        if (known == null || !modules.equals(from)) {
            known = ModuleExtensions.of(Extensions.own(), modules);
            from = List.copyOf(modules);
            extensions = known;
        }
        return known;
    }

    private Planner planner(Request request, Inventory inventory, Fleet fleet) {
        return new Planner(
                inventory.name(),
                declarer(inventory),
                fleet,
                facts -> inventory.told(facts).select(request.limit(), request.exclude()),
                new Planner.Looking(
                        request.probes() ? Planner.Probes.ASKED : Planner.Probes.LEFT_OUT,
                        extensions(inventory.modules()).checks()));
    }

    private Declarer declarer(Inventory inventory) {
        Extensions known = extensions(inventory.modules());
        byte[] key = new byte[16];
        new SecureRandom().nextBytes(key);
        return new Declarer(
                inventory,
                known.types(),
                known.sections(),
                List.of(),
                HexFormat.of().formatHex(key));
    }

    private Fleet fleet(Request request, Inventory inventory) {
        Targets targets = new Targets(request.sshConfig(), System.getenv());
        Map<String, Target> ways = new LinkedHashMap<>();
        inventory.hosts().values().forEach(host -> ways.put(host.name(), targets.of(host)));
        targets.warnings().forEach(operator::told);
        Connector connector = new Connector(SILENCE, request.passwords(), operator);
        return new Fleet(ways, new SandboxDial(inventory.name(), connector::connect), request.parallel());
    }
}
