package jforge.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import jforge.apply.Apply;
import jforge.compare.Planner;
import jforge.declare.Declarer;
import jforge.hosts.TestHost;
import jforge.inventory.Inventory;
import jforge.inventory.InventoryReader;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Plan;
import jforge.resource.ResourceType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run costs on a long way. */
class RoundTripsTest {
    private static final Duration ROUND_TRIP = Duration.ofMillis(50);
    /** Algorithms, keys, the service of logins, the login; one more before that is TCP's. */
    private static final int HANDSHAKE = 4;

    private static final int RESOURCES = 100;

    @TempDir
    Path dir;

    /** Trips up to the end of each part of a run. */
    record Trips(int handshake, int plan, int apply, int verification) {}

    @ParameterizedTest
    @CsvSource({"all, ${facts.os}, 4, 1, 2", "all, no facts, 3, 1, 1", "debian, by facts, 4, 1, 2"})
    void aRunTakesFewRoundTrips(String on, String content, int plan, int apply, int verification) throws IOException {
        TestHost host = TestHost.shared();
        Path file = inventory(host.folder(), on, content);
        Trips first = run(host, file, true);
        assertEquals(new Trips(HANDSHAKE, plan, apply, verification), first);
        Trips again = run(host, file, false);
        assertEquals(plan, again.plan(), "a plan of nothing");
        assertEquals(0, again.apply(), "nothing to apply");
    }

    private Path inventory(String folder, String on, String content) throws IOException {
        StringBuilder text = new StringBuilder("name: far\nhosts: { h1: { address: 127.0.0.1 } }\n");
        text.append("groups: { debian: { facts: { os: debian } } }\nresources:\n");
        for (int i = 0; i < RESOURCES; i++) {
            text.append("  - { on: ")
                    .append(on)
                    .append(", file: ")
                    .append(folder)
                    .append("/f")
                    .append(i);
            text.append(", content: \"").append(content).append("\" }\n");
        }
        return Files.writeString(dir.resolve("far.yaml"), text);
    }

    /** As the command does it. */
    static Trips run(TestHost host, Path file, boolean changes) throws IOException {
        Inventory inventory = InventoryReader.read(file, List.of());
        Map<String, ResourceType<?, ?>> types = new LinkedHashMap<>();
        ServiceLoader.load(ResourceType.class).forEach(type -> types.put(type.key(), type));
        Declarer declarer = new Declarer(inventory, types, List.of(), "00112233445566778899aabbccddeeff");
        AtomicInteger shaken = new AtomicInteger();
        try (CountingProxy proxy = new CountingProxy(host.port(), ROUND_TRIP);
                Connector connector = new Connector();
                Fleet fleet = new Fleet(
                        Map.of("h1", through(proxy, host)),
                        target -> {
                            Shell shell = connector.connect(target);
                            shaken.set(proxy.trips());
                            return shell;
                        },
                        4)) {
            Planner planner = new Planner("far", declarer, fleet, List.of("h1"));
            Plan plan = planner.plan();
            int planned = proxy.trips();
            List<Event> events = new ArrayList<>();
            new Apply(plan, fleet, "test", events::add).run();
            int applied = proxy.trips();
            assertEquals(changes, !events.isEmpty(), events.toString());
            Plan verified = planner.plan();
            assertTrue(verified.hosts().stream().noneMatch(HostPlan::acts));
            return new Trips(shaken.get(), planned - shaken.get(), applied - planned, proxy.trips() - applied);
        }
    }

    private static Target through(CountingProxy proxy, TestHost host) {
        Target direct = host.target();
        return new Target(
                direct.name(),
                direct.kind(),
                direct.address(),
                proxy.port(),
                direct.user(),
                direct.become(),
                direct.identityFiles(),
                direct.knownHosts(),
                "[" + direct.address() + "]:" + direct.port());
    }
}
