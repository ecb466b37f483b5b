package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Of several runs at once on one host one works, and the others say who does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockTest {
    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "lock");

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    @Test
    void aLiveRunHoldsTheHost() {
        Gate gate = Gate.on(host);
        work.inventory("""
                resources:
                  - { on: h1, file: %s/f, content: "x", validate: '%s' }
                """.formatted(gate.folder(), gate.validate()));
        try (SecondJvm jvm = SecondJvm.jforge(work.words("apply", "--yes"), Map.of(), "-Duser.name=ann")) {
            gate.awaitArrival();
            Ran locked = work.apply();
            assertEquals(6, locked.code(), locked::toString);
            assertTrue(locked.out().contains("locked by another run: ann@"), locked::toString);
            assertTrue(locked.out().endsWith("changed: 0\n"), locked::toString);
            gate.letThrough();
            Ran held = jvm.ended();
            assertEquals(0, held.code(), held::toString);
        }
        work.settled();
    }

    @Test
    void theLockOfADeadRunIsTakenOver() {
        Gate gate = Gate.on(host);
        work.inventory("""
                resources:
                  - { on: h1, file: %s/f, content: "x", validate: '%s' }
                  - { on: h1, file: %s/g, content: "x", requires: [file %s/f] }
                """.formatted(gate.folder(), gate.validate(), gate.folder(), gate.folder()));
        try (SecondJvm jvm = SecondJvm.jforge(work.words("apply", "--yes"), Map.of())) {
            gate.awaitArrival();
            jvm.kill();
        }
        Connections.awaitNone(host);
        Ran locked = work.apply();
        assertEquals(6, locked.code(), "its shell still runs\n" + locked);
        gate.letThrough();
        Connections.awaitNoShell(host);
        assertTrue(work.leftovers().contains("lock"));
        Ran next = work.apply();
        assertEquals(0, next.code(), next::toString);
        assertEquals("x", host.exec("cat " + gate.folder() + "/g"));
        work.settled();
    }

    @Test
    void ofSeveralAtTheSameTimeOneWorks() {
        String folder = host.folder();
        Gate gate = Gate.on(host);
        work.inventory("""
                resources:
                  - { on: h1, file: %s/f, content: "x", validate: '%s' }
                """.formatted(folder, gate.validate()));
        // what dead runs left makes it no easier: one that held the lock, and one that died taking it over
        host.exec("mkdir -p -m 700 /var/lib/jforge/owed && cd /var/lib/jforge && : >stop-0123"
                + " && echo '99999999 1 0123 ann@gone' >lock"
                + " && echo '99999998 1 4567 bob@gone' | tee own-4567 >lock-0123");
        List<CompletableFuture<Ran>> runs = Stream.generate(
                        () -> CompletableFuture.supplyAsync(work::apply, task -> new Thread(task).start()))
                .limit(4)
                .toList();
        gate.awaitArrival();
        // the losers are through before the winner goes on
        CompletableFuture<?>[] losers = new CompletableFuture<?>[3];
        for (int i = 0; i < 3; i++) {
            losers[i] = ended(runs, i + 1);
        }
        CompletableFuture.allOf(losers).join();
        gate.letThrough();
        List<Integer> codes = runs.stream().map(r -> r.join().code()).sorted().toList();
        assertEquals(List.of(0, 6, 6, 6), codes, () -> runs.toString());
        work.settled();
    }

    /** Done when so many of the runs are. */
    private static CompletableFuture<Void> ended(List<CompletableFuture<Ran>> runs, int count) {
        var done = new CompletableFuture<Void>();
        var left = new java.util.concurrent.atomic.AtomicInteger(count);
        runs.forEach(run -> run.thenRun(() -> {
            if (left.decrementAndGet() == 0) {
                done.complete(null);
            }
        }));
        return done;
    }
}
