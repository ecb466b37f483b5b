package jforge.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jforge.declare.Declarer;
import jforge.inventory.InventoryReader;
import jforge.observe.Interview;
import jforge.plan.Change;
import jforge.plan.Command;
import jforge.plan.Difference;
import jforge.plan.HostPlan;
import jforge.plan.Origin;
import jforge.plan.Plan;
import jforge.plan.Step;
import jforge.plan.Verdict;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.Resource;
import jforge.resource.Seen;

/** One declaration, read as an inventory is. */
record Subject<D, S>(Resource<D, S> resource, Declarer declarer) {
    /** The secret that declarations may name; no shell, difference or answer may hold it. */
    static final String CANARY = "c4nary-s0ng-0f-dawn";

    private static final String KEY = "6b6974206b6974206b6974206b697421";

    /**
     * @param folder to write the inventory to
     * @param effect whether a change of {@link Trigger} makes its effect due
     */
    static Subject<?, ?> of(Contract contract, String wanted, Path folder, boolean effect) throws IOException {
        for (Map.Entry<String, String> file : contract.beside.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(folder.resolve("canary"), CANARY + "\n");
        String trigger = "  - on: kit\n    " + Trigger.KEY + ": " + Trigger.PATH + "\n";
        String yaml = contract.wanted.getOrDefault(wanted, "").indent(4);
        Path inventory = Files.writeString(
                folder.resolve(effect ? "effect.yaml" : "site.yaml"),
                "name: kit\nhosts:\n  kit: {}\nsecrets:\n  canary: { file: canary }\nresources:\n"
                        + (effect ? trigger : "") + "  - on: kit\n" + yaml
                        + (effect ? "    when-changed: [" + Trigger.KEY + " " + Trigger.PATH + "]\n" : ""));
        Declarer declarer = new Declarer(
                InventoryReader.read(inventory, List.of()),
                Map.of(contract.type.key(), contract.type, Trigger.KEY, new Trigger()),
                List.of(),
                KEY);
        List<Resource<?, ?>> resources = java.util.Objects.requireNonNull(
                        declarer.declare(Map.of()).get(Bench.NAME))
                .resources();
        return new Subject<>(resources.get(resources.size() - 1), declarer);
    }

    /**
     * What was seen.
     *
     * @param frames the answers, byte for byte, by the frame's name
     */
    record Sight<S>(S state, Map<String, String> frames) {}

    Sight<S> see(Bench bench) throws IOException {
        Tap tap = new Tap(bench.shell());
        S state = resource.type()
                .read(resource.desired(), Interview.of(questions()).ask(tap));
        return new Sight<>(state, new LinkedHashMap<>(tap.frames()));
    }

    Map<String, String> frames(Bench bench) throws IOException {
        Tap tap = new Tap(bench.shell());
        Interview.of(questions()).ask(tap);
        return new LinkedHashMap<>(tap.frames());
    }

    List<Question<?>> questions() {
        return resource.type().questions(resource.desired());
    }

    /** Whether {@code when-changed} has a meaning for it: a service that is to be stopped is not restarted. */
    boolean hasEffect() {
        return resource.type().effect(resource.desired(), Seen.unknown()) != null;
    }

    Proposal propose(Seen<S> seen) {
        return resource.type().propose(resource.desired(), seen);
    }

    Proposal propose(Bench bench) throws IOException {
        return propose(Seen.of(see(bench).state()));
    }

    /** What is still to do, as a plan shows it. */
    List<Difference> remaining(Bench bench) throws IOException {
        return propose(bench) instanceof Proposal.Do todo ? differences(todo.steps()) : List.of();
    }

    static List<Difference> differences(List<Step> steps) {
        List<Difference> differences = new ArrayList<>();
        steps.forEach(s -> differences.addAll(s.differences()));
        return differences;
    }

    /** A plan of nothing but these steps, with no guard. */
    Plan planOf(List<Step> steps) {
        Origin origin = new Origin("site.yaml", 1, 1);
        Change change =
                new Change(resource.ref(), origin, Verdict.UPDATE, null, null, steps, null, List.of(), List.of());
        HostPlan host = new HostPlan(Bench.NAME, Bench.TARGET, null, List.of(), List.of(change), List.of(), List.of());
        return new Plan("kit", "000000", List.of(host));
    }

    /** The same steps, whose tests never pass. */
    static List<Step> forced(List<Step> steps) {
        return steps.stream()
                .map(s -> new Step(
                        s.differences(),
                        new Command("false", s.command().change(), s.command().payloads()),
                        s.danger()))
                .toList();
    }
}
