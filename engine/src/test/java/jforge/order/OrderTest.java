package jforge.order;

import static jforge.resource.Things.all;
import static jforge.resource.Things.identity;
import static jforge.resource.Things.merging;
import static jforge.resource.Things.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jforge.resource.Edge;
import jforge.resource.Edge.When;
import jforge.resource.Resource;
import jforge.resource.Things;
import jforge.resource.Things.Thing;
import jforge.source.InventoryException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OrderTest {
    /**
     * @param order each placed as NAME, then "after", "requires" and "shaped by" where there are any, then "#BATCH" of a
     *     merging one
     */
    private record Case(String name, List<Thing> things, String... order) {}

    private static final List<Case> CASES = List.of(
            new Case("as declared", List.of(thing("b"), thing("a")), "h1:b", "h1:a"),
            new Case(
                    "what is required comes first",
                    List.of(thing("a").requires("b"), thing("b").requires("c"), thing("c")),
                    "h1:c",
                    "h1:b after h1:c requires h1:c",
                    "h1:a after h1:b requires h1:b"),
            new Case(
                    "across hosts",
                    List.of(thing("h1:a").requires("h2:a"), thing("h2:a").requires("h3:a"), thing("h3:a")),
                    "h3:a",
                    "h2:a after h3:a requires h3:a",
                    "h1:a after h2:a requires h2:a"),
            new Case(
                    "triggers are waited for and not required",
                    List.of(thing("a").whenChanged("b"), thing("b")),
                    "h1:b",
                    "h1:a after h1:b"),
            new Case(
                    "after alone",
                    List.of(thing("a").edge(new Edge.After(identity("b"))), thing("b")),
                    "h1:b",
                    "h1:a after h1:b"),
            new Case(
                    "an edge to what isn't declared does nothing",
                    List.of(
                            thing("a")
                                    .edge(new Edge.Requires(identity("x")))
                                    .edge(new Edge.Shapes(identity("x"), When.CHANGED))
                                    .edge(new Edge.After(identity("x")))
                                    .edge(new Edge.ShapedBy(identity("x"), When.CHANGED)),
                            thing("h2:x")),
                    "h1:a",
                    "h2:x"),
            new Case(
                    "every declared directory above",
                    List.of(
                            thing("/a/b/c/d").ancestors(),
                            thing("/a/b").ancestors(),
                            thing("/a/bb").ancestors(),
                            thing("/a")),
                    "h1:/a",
                    "h1:/a/b after h1:/a requires h1:/a",
                    "h1:/a/b/c/d after h1:/a/b h1:/a requires h1:/a/b h1:/a",
                    "h1:/a/bb after h1:/a requires h1:/a"),
            new Case(
                    "what is removed goes after what it holds",
                    List.of(
                            thing("/a").ancestors().edge(new Edge.AfterDependents(When.MADE_OR_REMOVED)),
                            thing("/a/b").ancestors().edge(new Edge.AfterDependents(When.MADE_OR_REMOVED)),
                            thing("/a/b/c").ancestors(),
                            thing("/ab").ancestors()),
                    "h1:/a/b/c",
                    "h1:/a/b after h1:/a/b/c requires h1:/a/b/c shaped by h1:/a/b/c",
                    "h1:/a after h1:/a/b h1:/a/b/c requires h1:/a/b h1:/a/b/c shaped by h1:/a/b h1:/a/b/c",
                    "h1:/ab"),
            new Case(
                    "shapes another",
                    List.of(thing("a"), thing("b").edge(new Edge.Shapes(identity("a"), When.CHANGED))),
                    "h1:b",
                    "h1:a after h1:b shaped by h1:b(changed)"),
            new Case(
                    "shaped by another, which it requires",
                    List.of(thing("a").edge(new Edge.ShapedBy(identity("b"), When.MADE_OR_REMOVED)), thing("b")),
                    "h1:b",
                    "h1:a after h1:b requires h1:b shaped by h1:b"),
            new Case(
                    "shapes what is below, itself not",
                    List.of(
                            thing("/home/ann/x"),
                            thing("/home/anna/x"),
                            thing("/home/ann").edge(new Edge.ShapesBelow("/home/ann", When.MADE_OR_REMOVED))),
                    "h1:/home/anna/x",
                    "h1:/home/ann",
                    "h1:/home/ann/x after h1:/home/ann shaped by h1:/home/ann"),
            new Case(
                    "shapes what matches at both ends, on its own host",
                    List.of(
                            thing("net.eth0.rp"),
                            thing("net.eth0.log"),
                            thing("h2:net.eth0.rp"),
                            thing("net.all.rp").edge(new Edge.ShapesMatching("thing", "net.", ".rp", When.CHANGED))),
                    "h1:net.eth0.log",
                    "h2:net.eth0.rp",
                    "h1:net.all.rp",
                    "h1:net.eth0.rp after h1:net.all.rp shaped by h1:net.all.rp(changed)"),
            new Case(
                    "shapes its dependents, by an edge or by name, declared before or after it",
                    List.of(
                            thing("before").requires("package"),
                            thing("package").edge(new Edge.ShapesDependents(When.MADE_OR_REMOVED)),
                            thing("after").edge(new Edge.Requires(identity("package"))),
                            thing("h2:elsewhere").requires("package")),
                    "h1:package",
                    "h1:before after h1:package requires h1:package shaped by h1:package",
                    "h1:after after h1:package requires h1:package shaped by h1:package",
                    "h2:elsewhere after h1:package requires h1:package"),
            new Case(
                    "what merges stands together, late",
                    List.of(merging("p"), thing("a"), merging("q"), thing("b").requires("p")),
                    "h1:a",
                    "h1:p #1",
                    "h1:q #1",
                    "h1:b after h1:p requires h1:p"),
            new Case(
                    "what merges waits for what lies between",
                    List.of(
                            merging("p"),
                            merging("q").requires("key"),
                            thing("key").requires("p")),
                    "h1:p #1",
                    "h1:key after h1:p requires h1:p",
                    "h1:q after h1:key requires h1:key #2"));

    @TestFactory
    Stream<DynamicTest> places() {
        return CASES.stream()
                .map(c -> DynamicTest.dynamicTest(
                        c.name,
                        () -> assertEquals(
                                String.join("\n", c.order),
                                Order.of(all(c.things)).stream()
                                        .map(OrderTest::shown)
                                        .collect(Collectors.joining("\n")))));
    }

    private record Circle(String name, List<Thing> things, String message) {}

    private static final List<Circle> CIRCLES = List.of(
            new Circle(
                    "within a host",
                    List.of(
                            thing("x").requires("a"),
                            thing("a").requires("b"),
                            thing("b").requires("a")),
                    """
                    these wait for each other:
                      site.yaml:2:5: h1: thing a
                      site.yaml:3:5: h1: thing b
                      and again h1: thing a"""),
            new Circle(
                    "across hosts, with a trigger",
                    List.of(
                            thing("h1:a").requires("h2:a"),
                            thing("h2:a").whenChanged("h3:a"),
                            thing("h3:a").requires("h1:a")),
                    """
                    these wait for each other:
                      site.yaml:1:5: h1: thing a
                      site.yaml:2:5: h2: thing a
                      site.yaml:3:5: h3: thing a
                      and again h1: thing a"""),
            new Circle(
                    "with what merges",
                    List.of(merging("p").requires("a"), thing("a").requires("p"), merging("q")),
                    """
                    these wait for each other:
                      site.yaml:1:5: h1: thing p
                      site.yaml:2:5: h1: thing a
                      and again h1: thing p"""),
            new Circle(
                    "a file that requires the directory it has to leave",
                    List.of(
                            thing("/a").edge(new Edge.AfterDependents(When.MADE_OR_REMOVED)),
                            thing("/a/b").ancestors().requires("/a")),
                    """
                    these wait for each other:
                      site.yaml:1:5: h1: thing /a
                      site.yaml:2:5: h1: thing /a/b
                      and again h1: thing /a"""));

    @TestFactory
    Stream<DynamicTest> namesEveryMarkOfACircle() {
        return CIRCLES.stream()
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    var fault = assertThrows(InventoryException.class, () -> Order.of(all(c.things)));
                    assertEquals(
                            c.message, String.valueOf(fault.getMessage()).replaceFirst("^site.yaml:[0-9:]+: ", ""));
                }));
    }

    private static String shown(Placed placed) {
        String name = Things.shown(placed.resource().ref());
        String batch = placed.resource().type() instanceof jforge.resource.Merging ? " #" + placed.batch() : "";
        return name
                + words(" after ", placed.after().stream().map(Things::shown))
                + words(" requires ", placed.requires().stream().map(Things::shown))
                + words(
                        " shaped by ",
                        placed.shapers().stream()
                                .map(s -> Things.shown(s.ref()) + (s.when() == When.CHANGED ? "(changed)" : "")))
                + batch;
    }

    private static String words(String title, Stream<String> words) {
        String joined = words.collect(Collectors.joining(" "));
        return joined.isEmpty() ? "" : title + joined;
    }

    /** A thing's edges are drawn without a look at all the others: what a thing is, is asked once. */
    @Test
    void manyNeighboursAreNotLookedThrough() {
        AtomicInteger asked = new AtomicInteger();
        List<Resource<?, ?>> many = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            many.add(thing("/srv/" + i)
                    .edge(new Edge.ShapesBelow("/srv/" + i, When.CHANGED))
                    .edge(new Edge.ShapesMatching("path", "/srv/" + i + "/", "/x", When.CHANGED))
                    .edge(new Edge.ShapesDependents(When.CHANGED))
                    .counting(asked)
                    .resource(i + 1));
        }
        assertEquals(2000, Order.of(many).size());
        assertEquals(2000, asked.get());
    }
}
