package jforge.compare;

import static jforge.resource.Things.all;
import static jforge.resource.Things.identity;
import static jforge.resource.Things.merging;
import static jforge.resource.Things.ref;
import static jforge.resource.Things.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jforge.observe.Interview;
import jforge.observe.Observation;
import jforge.observe.Owed;
import jforge.order.Order;
import jforge.order.Placed;
import jforge.plan.Change;
import jforge.plan.Danger;
import jforge.plan.Ref;
import jforge.resource.CrossCheck;
import jforge.resource.Edge;
import jforge.resource.Edge.When;
import jforge.resource.Question;
import jforge.resource.Things;
import jforge.resource.Things.Thing;
import jforge.transport.FrameSink;
import jforge.transport.Shell;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ComparisonTest {
    /**
     * @param seen "NAME=VALUE ..." on every host; all else is "old", and wanted is "new"
     * @param selected hosts that may be changed
     * @param dead hosts that could not be reached
     * @param owed the thing of h1 whose effect is owed
     */
    private record Fleet(String seen, Set<String> selected, Set<String> dead, String owed) {}

    private static final Fleet ALL = new Fleet("", Set.of("h1", "h2"), Set.of(), "");

    private record Case(String name, Fleet fleet, List<Thing> things, String... verdicts) {}

    private static Fleet seen(String seen) {
        return new Fleet(seen, ALL.selected, ALL.dead, "");
    }

    private static Fleet without(String host) {
        return new Fleet("there=new", Set.of("h1"), host.startsWith("dead") ? Set.of("h2") : Set.of(), "");
    }

    private static Fleet owed(String seen, String name) {
        return new Fleet(seen, ALL.selected, ALL.dead, name);
    }

    private static final Edge SHAPES_B = new Edge.Shapes(identity("b"), When.MADE_OR_REMOVED);
    private static final Edge SHAPES_B_EVER = new Edge.Shapes(identity("b"), When.CHANGED);

    private static final List<Case> CASES = List.of(
            new Case("as it should be", seen("a=new"), List.of(thing("a")), "h1:a NO_CHANGE"),
            new Case("differs", ALL, List.of(thing("a")), "h1:a UPDATE"),
            new Case("is not there", seen("a=absent"), List.of(thing("a")), "h1:a CREATE"),
            new Case("has to go", ALL, List.of(thing("a").wants("absent")), "h1:a DELETE"),
            new Case("is gone", seen("a=absent"), List.of(thing("a").wants("absent")), "h1:a NO_CHANGE"),
            new Case("a guard", ALL, List.of(thing("a").wants("refuse")), "h1:a REFUSED a guard"),
            new Case(
                    "steps in vain, unless the host changes before",
                    seen("b=vain d=new"),
                    List.of(
                            thing("h2:a"),
                            thing("a").wants("vain"),
                            thing("b").wants("vain"),
                            thing("c"),
                            thing("d").wants("vain")),
                    "h2:a UPDATE",
                    "h1:a REFUSED nothing to build on",
                    "h1:b NO_CHANGE",
                    "h1:c UPDATE",
                    "h1:d UPDATE"),
            new Case(
                    "or what it requires on another host does",
                    ALL,
                    List.of(thing("h2:a"), thing("b").wants("vain").requires("h2:a")),
                    "h2:a UPDATE",
                    "h1:b UPDATE"),
            new Case("too early", ALL, List.of(thing("a").wants("defer")), "h1:a DEFERRED after something"),
            new Case("could not be seen", seen("a=silent"), List.of(thing("a")), "h1:a REFUSED looking failed"),
            new Case(
                    "what requires a refusal with something to do, and what has nothing to do",
                    seen("c=new"),
                    List.of(
                            thing("a").wants("refuse"),
                            thing("b").requires("a"),
                            thing("c").requires("a"),
                            thing("d").requires("b"),
                            thing("e")),
                    "h1:a REFUSED a guard",
                    "h1:b REFUSED requires thing a, which is refused",
                    "h1:c NO_CHANGE",
                    "h1:d REFUSED requires thing b, which is refused",
                    "h1:e UPDATE"),
            new Case(
                    "what requires what is deferred, on another host",
                    ALL,
                    List.of(thing("h2:a").wants("defer"), thing("h1:b").requires("h2:a")),
                    "h2:a DEFERRED after something",
                    "h1:b REFUSED requires thing a on h2, which is deferred"),
            new Case(
                    "unknown spreads from a creation",
                    seen("a=absent b=new"),
                    List.of(
                            thing("a").edge(SHAPES_B),
                            thing("b").edge(new Edge.Shapes(identity("c"), When.MADE_OR_REMOVED)),
                            thing("c")),
                    "h1:a CREATE",
                    "h1:b UNKNOWN after thing a",
                    "h1:c UNKNOWN after thing b"),
            new Case(
                    "and from a removal",
                    seen("b=new"),
                    List.of(thing("a").wants("absent").edge(SHAPES_B), thing("b")),
                    "h1:a DELETE",
                    "h1:b UNKNOWN after thing a"),
            new Case(
                    "an update shapes only where every change does",
                    seen("b=new"),
                    List.of(thing("a").edge(SHAPES_B), thing("b")),
                    "h1:a UPDATE",
                    "h1:b NO_CHANGE"),
            new Case(
                    "as here",
                    seen("b=new"),
                    List.of(thing("a").edge(SHAPES_B_EVER), thing("b")),
                    "h1:a UPDATE",
                    "h1:b UNKNOWN after thing a"),
            new Case(
                    "what is refused shapes nothing",
                    seen("b=new"),
                    List.of(thing("a").wants("refuse").edge(SHAPES_B_EVER), thing("b")),
                    "h1:a REFUSED a guard",
                    "h1:b NO_CHANGE"),
            new Case(
                    "what can hurt is not planned from unknown",
                    seen("a=absent"),
                    List.of(thing("a").edge(SHAPES_B), thing("b").can(Danger.RISKY)),
                    "h1:a CREATE",
                    "h1:b DEFERRED can hurt, and can't be seen yet: run again after thing a"),
            new Case(
                    "what merely disrupts is",
                    seen("a=absent"),
                    List.of(thing("a").edge(SHAPES_B), thing("b").can(Danger.DISRUPTIVE)),
                    "h1:a CREATE",
                    "h1:b UNKNOWN after thing a"),
            new Case(
                    "an effect is due",
                    seen("b=new"),
                    List.of(thing("a"), thing("b").whenChanged("a")),
                    "h1:a UPDATE",
                    "h1:b EFFECT restart due, because thing a changes"),
            new Case(
                    "an effect comes with steps",
                    ALL,
                    List.of(thing("a"), thing("b").whenChanged("a", "h2:a"), thing("h2:a")),
                    "h1:a UPDATE",
                    "h2:a UPDATE",
                    "h1:b UPDATE restart due, because thing a, thing a on h2 changes"),
            new Case(
                    "an effect of an effect",
                    seen("b=new c=new"),
                    List.of(thing("a"), thing("b").whenChanged("a"), thing("c").whenChanged("b")),
                    "h1:a UPDATE",
                    "h1:b EFFECT restart due, because thing a changes",
                    "h1:c EFFECT restart due, because thing b changes"),
            new Case(
                    "no effect of what is refused",
                    seen("b=new"),
                    List.of(thing("a").wants("refuse"), thing("b").whenChanged("a")),
                    "h1:a REFUSED a guard",
                    "h1:b NO_CHANGE"),
            new Case(
                    "no effect without a change",
                    seen("a=new b=new"),
                    List.of(thing("a"), thing("b").whenChanged("a")),
                    "h1:a NO_CHANGE",
                    "h1:b NO_CHANGE"),
            new Case(
                    "an effect that is owed",
                    owed("a=new b=new", "b"),
                    List.of(thing("a"), thing("b").whenChanged("a")),
                    "h1:a NO_CHANGE",
                    "h1:b EFFECT restart due, because owed since an earlier run: why"),
            new Case(
                    "an effect behind a refusal",
                    seen("c=new"),
                    List.of(
                            thing("a"),
                            thing("b").wants("refuse"),
                            thing("c").whenChanged("a").requires("b")),
                    "h1:a UPDATE",
                    "h1:b REFUSED a guard",
                    "h1:c REFUSED requires thing b, which is refused"),
            new Case(
                    "across the gap to a host that is down",
                    without("dead h2"),
                    List.of(
                            thing("h2:a"),
                            thing("b").requires("h2:a"),
                            thing("c").requires("b"),
                            thing("d")),
                    "h1:b REFUSED requires thing a on h2, and h2 could not be reached",
                    "h1:c REFUSED requires thing b, which is refused",
                    "h1:d UPDATE"),
            new Case(
                    "what a host that is left out still has to do, and what it has",
                    without("h2"),
                    List.of(
                            thing("h2:a"),
                            thing("h2:there"),
                            thing("b").requires("h2:a"),
                            thing("c").requires("h2:there")),
                    "h2:a UPDATE",
                    "h2:there NO_CHANGE",
                    "h1:b REFUSED requires thing a on h2, which is to be changed, and h2 is left out",
                    "h1:c UPDATE"),
            new Case(
                    "a trigger on a host that is left out brings nothing about",
                    new Fleet("b=new", Set.of("h1"), Set.of(), ""),
                    List.of(thing("h2:a"), thing("b").whenChanged("h2:a")),
                    "h2:a UPDATE",
                    "h1:b NO_CHANGE"),
            new Case(
                    "an effect on a host that is down must not be lost",
                    new Fleet("", Set.of("h1"), Set.of("h2"), ""),
                    List.of(thing("a"), thing("h2:b").whenChanged("a"), thing("c")),
                    "h1:a REFUSED its effect on thing b on h2 would be lost: h2 could not be reached",
                    "h1:c UPDATE"),
            new Case(
                    "nor on one that is left out",
                    new Fleet("", Set.of("h1"), Set.of(), ""),
                    List.of(thing("a"), thing("h2:b").whenChanged("a")),
                    "h1:a REFUSED its effect on thing b on h2 would be lost: h2 is left out",
                    "h2:b UPDATE"));

    @TestFactory
    Stream<DynamicTest> verdicts() {
        return CASES.stream()
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    List<String> shown = new ArrayList<>();
                    for (Comparison.Judged<?, ?> judged : judged(c)) {
                        shown.add(shown(judged.change()));
                    }
                    assertEquals(String.join("\n", c.verdicts), String.join("\n", shown));
                }));
    }

    private record Merging(String name, Fleet fleet, List<Thing> things, String... merges) {}

    private static final List<Merging> MERGES = List.of(
            new Merging(
                    "all that have something to do",
                    seen("q=new"),
                    List.of(merging("p"), merging("q"), merging("r")),
                    "p r"),
            new Merging(
                    "not what can hurt, nor what is behind something between",
                    ALL,
                    List.of(
                            merging("p").can(Danger.RISKY),
                            merging("q"),
                            thing("key").requires("q"),
                            merging("r").requires("key"),
                            merging("s").requires("key"),
                            merging("t").wants("refuse")),
                    "q",
                    "r s"),
            new Merging("nothing to do", seen("p=new"), List.of(merging("p"), thing("a"))));

    @TestFactory
    Stream<DynamicTest> merges() {
        return MERGES.stream()
                .map(m -> DynamicTest.dynamicTest(m.name, () -> {
                    Merges merges = new Merges();
                    List<Placed> placed = Order.of(all(m.things));
                    List<Comparison.Judged<?, ?>> judged = judged(new Case(m.name, m.fleet, m.things));
                    for (int i = 0; i < judged.size(); i++) {
                        merges.add(placed.get(i), judged.get(i));
                    }
                    assertEquals(
                            List.of(m.merges),
                            merges.list().stream()
                                    .flatMap(x -> x.summary().stream())
                                    .toList());
                }));
    }

    @Test
    void findingsWarnOrRefuse() {
        List<Placed> placed = Order.of(
                all(List.of(thing("a"), thing("b"), thing("c"), thing("d").requires("c"))));
        Fleet fleet = seen("a=new b=old c=new d=old");
        Map<Ref, List<CrossCheck.Finding>> findings = new HashMap<>();
        for (String name : List.of("a", "b", "c")) {
            CrossCheck.Level level = name.equals("c") ? CrossCheck.Level.REFUSED : CrossCheck.Level.WARNING;
            findings.put(ref(name), List.of(new CrossCheck.Finding(ref(name), level, "doesn't fit " + name)));
        }
        Comparison comparison =
                new Comparison(Map.of("h1", observe(fleet, placed)), Set.of("h1"), Map.of(), Map.of(), findings);
        List<String> found = new ArrayList<>();
        for (Placed one : placed) {
            Change change = Objects.requireNonNull(comparison.compare(one, one.resource()))
                    .change();
            found.add(change.ref().label() + " " + change.verdict() + " " + change.reason() + " " + change.notes());
        }
        assertEquals(
                List.of(
                        "thing a NO_CHANGE null [Note[level=WARNING, text=doesn't fit a]]",
                        "thing b UPDATE null [Note[level=WARNING, text=doesn't fit b]]",
                        "thing c REFUSED doesn't fit c []",
                        "thing d REFUSED requires thing c, which is refused []"),
                found);
    }

    private static List<Comparison.Judged<?, ?>> judged(Case c) throws IOException {
        List<Placed> placed = Order.of(all(c.things));
        Map<String, Observation> observations = new HashMap<>();
        Map<String, String> unreachable = new HashMap<>();
        Map<Ref, Ref> effects = new HashMap<>();
        for (Placed one : placed) {
            String host = one.resource().ref().host();
            if (c.fleet.dead.contains(host)) {
                unreachable.put(host, "no route");
            } else {
                observations.computeIfAbsent(host, h -> observe(c.fleet, placed));
            }
            if (c.fleet.dead.contains(host) || !c.fleet.selected.contains(host)) {
                one.resource()
                        .triggers()
                        .forEach(t -> effects.put(t.to(), one.resource().ref()));
            }
        }
        Comparison comparison = new Comparison(observations, c.fleet.selected, unreachable, effects, Map.of());
        List<Comparison.Judged<?, ?>> all = new ArrayList<>();
        for (Placed one : placed) {
            Comparison.Judged<?, ?> judged = comparison.compare(one, one.resource());
            if (judged != null) {
                all.add(judged);
            }
        }
        return all;
    }

    private static Observation observe(Fleet fleet, List<Placed> placed) {
        Set<Question<?>> questions = placed.stream()
                .flatMap(p ->
                        Stream.of(new Things.Look(p.resource().ref().label().replace("thing ", "")), owed(p)))
                .collect(Collectors.toSet());
        String owed = placed.stream()
                .map(p -> owed(p).marker())
                .distinct()
                .sorted()
                .map(m -> !fleet.owed.isEmpty()
                                && m.equals(Markers.name(ref(fleet.owed).label()))
                        ? "T why\n"
                        : "\n")
                .collect(Collectors.joining());
        Map<String, String> frames = Map.of("look.0", fleet.seen, "owed.0", owed);
        try {
            return Interview.of(questions).ask(new Replying(frames));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Owed owed(Placed placed) {
        return new Owed(Markers.name(placed.resource().ref().label()));
    }

    /** A shell that has its answers ready. */
    private record Replying(Map<String, String> frames) implements Shell {
        @Override
        public Result run(String script, FrameSink sink) throws IOException {
            for (Map.Entry<String, String> frame : frames.entrySet()) {
                sink.ended(frame.getKey(), frame.getValue().getBytes(StandardCharsets.UTF_8), "0");
            }
            return new Result(0, "");
        }

        @Override
        public String token() {
            return "";
        }

        @Override
        public void stop() {}

        @Override
        public void close() {}
    }

    private static String shown(Change change) {
        String reason = change.reason() == null ? "" : " " + change.reason();
        String due = change.due() == null
                ? ""
                : " " + change.due().name() + " "
                        + change.due().step().differences().get(0).before().shown();
        return Things.shown(change.ref()) + " " + change.verdict() + reason + due;
    }
}
