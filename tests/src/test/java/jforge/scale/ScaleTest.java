package jforge.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import jforge.apply.Apply;
import jforge.compare.Planner;
import jforge.declare.Declarer;
import jforge.hosts.Counts;
import jforge.hosts.TestHost;
import jforge.inventory.Inventory;
import jforge.inventory.InventoryReader;
import jforge.plan.Event;
import jforge.plan.Plan;
import jforge.plan.Verdict;
import jforge.resource.ResourceType;
import jforge.transport.Connector;
import jforge.transport.Fleet;
import jforge.transport.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes that a host starts: as many for many resources of a type as for few, where nothing changes. */
class ScaleTest {
    private static final int FEW = 10;
    private static final int MANY = Counts.of(30, 200);
    private static final List<String> TABLE = new ArrayList<>();

    @TempDir
    static Path dir;

    private static TestHost host;
    private static Connector connector;
    private static Shell probe;

    @BeforeAll
    static void start() throws IOException {
        host = TestHost.start();
        connector = new Connector();
        probe = connector.connect(host.target());
        Files.writeString(dir.resolve("canary"), "canary\n");
    }

    @AfterAll
    static void end() {
        probe.close();
        connector.close();
        host.close();
        System.out.printf("| type | plan of %d | plan of %d | apply, each |%n| --- | --: | --: | --: |%n", FEW, MANY);
        TABLE.stream().sorted().forEach(System.out::println);
    }

    static List<Many> all() {
        return Many.ALL;
    }

    @Test
    void everyTypeIsCounted() {
        Set<String> missing = new TreeSet<>(types().keySet());
        Many.ALL.forEach(many -> missing.remove(many.type()));
        assertEquals(Set.of(), missing, "types that nobody counts: give Many.ALL a line");
    }

    /** @param planned processes of a plan with nothing to do, login and all */
    private record Cost(int planned, int applied) {}

    @ParameterizedTest
    @MethodSource("all")
    void aPlanOfManyStartsAsFewProcessesAsOneOfFew(Many many) throws IOException {
        host.exec(many.prepared(MANY));
        Cost few = cost(many, FEW);
        Cost more = cost(many, MANY);
        // those of the lock, the guard and so on are in both
        double each = (more.applied - few.applied) / (double) (MANY - 2 * FEW);
        TABLE.add(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %s |",
                many.name(),
                few.planned,
                more.planned,
                many.apply() < 0 ? "" : String.format(Locale.ROOT, "%.1f", each)));
        // a frame holds 300 questions: those of many are in more than one, each with its own few processes
        int frames = 2 + MANY / 50;
        assertTrue(more.planned - few.planned <= frames + many.plan() * (MANY - FEW), few + ", then " + more);
        assertTrue(many.apply() < 0 || each <= many.apply(), "each changed one starts " + each);
    }

    private static Cost cost(Many many, int count) throws IOException {
        Path file = Files.writeString(
                dir.resolve("site.yaml"),
                "name: scale\nhosts: { h1: {} }\nsecrets: { canary: { file: canary } }\nresources:\n"
                        + many.declared(0, count));
        Inventory inventory = InventoryReader.read(file, List.of());
        Declarer declarer = new Declarer(inventory, types(), List.of(), "00112233445566778899aabbccddeeff");
        int applied;
        try (Fleet fleet = new Fleet(Map.of("h1", host.target()), connector::connect, 1)) {
            Plan plan = new Planner("scale", declarer, fleet, List.of("h1")).plan();
            int before = last();
            List<Event> failed = new ArrayList<>();
            new Apply(plan, fleet, "test", event -> {
                        if (event instanceof Event.Ended ended && ended.outcome() != Event.Outcome.CHANGED) {
                            failed.add(event);
                        }
                    })
                    .run();
            applied = last() - before;
            assertTrue(failed.isEmpty(), () -> String.valueOf(failed.get(0)));
        }
        int before = last();
        try (Fleet fleet = new Fleet(Map.of("h1", host.target()), connector::connect, 1)) {
            Plan plan = new Planner("scale", declarer, fleet, List.of("h1")).plan();
            assertEquals(
                    List.of(),
                    plan.changes().filter(c -> c.verdict() != Verdict.NO_CHANGE).toList());
            return new Cost(last() - before, applied);
        }
    }

    /** The number of the process that the host started last: its own numbers go up by one. */
    private static int last() throws IOException {
        StringBuilder number = new StringBuilder();
        probe.run(
                "read -r _ _ _ _ last </proc/loadavg; begin last; end \"$last\"",
                (name, body, word) -> number.append(word));
        return Integer.parseInt(number.toString());
    }

    private static Map<String, ResourceType<?, ?>> types() {
        Map<String, ResourceType<?, ?>> types = new LinkedHashMap<>();
        ServiceLoader.load(ResourceType.class).forEach(type -> types.put(type.key(), type));
        return types;
    }
}
