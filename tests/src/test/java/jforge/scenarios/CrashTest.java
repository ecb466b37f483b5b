package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import jforge.cli.InProcess.Ran;
import jforge.hosts.Counts;
import jforge.scenarios.CrashHost.Way;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * One plan that holds every type is cut before any of its frames, by the death of jforge, of the host's shell, or of sshd's
 * process. A short run tries some, a long one all: {@code -Djforge.seed=N} chooses others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTest {
    private static final long SEED = Long.getLong("jforge.seed", 1);
    /** Of each way, in a short run. */
    private static final Map<Way, Integer> CUTS = Map.of(Way.CONTROLLER, 2, Way.SHELL, 3, Way.SESSION, 2);

    private static final long BOUND_MILLIS = 10_000;

    private final CrashInventory inventory = new CrashInventory();
    private final CrashHost crash = CrashHost.start();
    private final Workplace work = new Workplace(crash.host(), "crash");
    private final Map<Way, Integer> done = new EnumMap<>(Way.class);
    private List<String> frames = List.of();
    private Map<String, String> before = Map.of();
    private Map<String, String> after = Map.of();
    private long longest;

    /** A run that nothing cuts. */
    @BeforeAll
    void undisturbed() {
        inventory.writeTo(work);
        reset();
        before = crash.files();
        Ran apply = work.apply();
        assertEquals(0, apply.code(), apply::toString);
        frames = crash.frames();
        after = crash.files();
        settled();
        for (String type : inventory.changing()) {
            assertTrue(apply.out().contains(" " + type + " "), () -> "nothing to do for " + type + "\n" + apply);
        }
    }

    @AfterAll
    void end() {
        System.out.printf(
                "crash: %d types, %d frames, %d cuts %s, seed %d; the host's side ended within %d ms%n",
                inventory.types().size(),
                frames.size(),
                done.values().stream().mapToInt(n -> n).sum(),
                done,
                SEED,
                longest);
        work.close();
        crash.host().close();
    }

    @TestFactory
    Stream<DynamicTest> convergesAfter() {
        return Stream.of(Way.values())
                .flatMap(way -> chosen(way).stream()
                        .map(frame -> DynamicTest.dynamicTest(called(way, frame), () -> cut(way, frame))));
    }

    private String called(Way way, int frame) {
        return way + " before frame " + frame + " (" + frames.get(frame - 1) + ")";
    }

    /** Most of them where changes are made; what is read before and after has more frames, and nothing to break. */
    private List<Integer> chosen(Way way) {
        List<Integer> changing = new ArrayList<>();
        List<Integer> reading = new ArrayList<>();
        for (int i = 1; i <= frames.size(); i++) {
            (frames.get(i - 1).matches("[0-9].*|merge.*") ? changing : reading).add(i);
        }
        if (Counts.of(0, 1) == 1) {
            changing.addAll(reading);
            Collections.sort(changing);
            return changing;
        }
        Random random = new Random(SEED + way.ordinal());
        Collections.shuffle(changing, random);
        Collections.shuffle(reading, random);
        int count = CUTS.getOrDefault(way, 1);
        var some = new TreeSet<>(changing.subList(0, count - 1));
        some.add(reading.get(0));
        return List.copyOf(some);
    }

    private void cut(Way way, int frame) {
        reset();
        crash.arm(way, frame);
        Ran ran = way == Way.CONTROLLER ? killed() : work.apply();
        if (way != Way.CONTROLLER) {
            assertFalse(ran.toString().contains("Exception"), ran::toString);
            assertNotEquals(0, ran.code(), () -> called(way, frame) + "\n" + ran);
            Connections.awaitNoShell(crash.host());
        }
        Map<String, String> now = CrashHost.withoutTemporaries(crash.files());
        assertEquals("", CrashHost.between(before, now, after), () -> called(way, frame) + ": after the cut\n" + ran);
        crash.disarm();
        Ran next = work.apply();
        assertEquals(
                0,
                next.code(),
                () -> called(way, frame) + ": the next run\n" + next + "\nthe one that was cut\n" + ran);
        if (next.out().endsWith("changed: 0\n")) {
            // all was made before the cut: who has nothing to do takes no lock, and the next who has removes the dead
            // one
            crash.host().exec("rm /srv/crash/link/made");
            Ran acting = work.apply();
            assertEquals(0, acting.code(), acting::toString);
        }
        settled();
        done.merge(way, 1, Integer::sum);
    }

    private Ran killed() {
        try (SecondJvm jvm = SecondJvm.jforge(work.words("apply", "--yes"), Map.of())) {
            crash.awaitHeld();
            jvm.kill();
            long took = crash.letGo();
            longest = Math.max(longest, took);
            assertTrue(took < BOUND_MILLIS, "the host's side ran on for " + took + " ms");
            return jvm.ended();
        }
    }

    private void reset() {
        crash.host().exec(inventory.before());
        crash.disarm();
    }

    /** Everything is as after a run that nothing cut, nothing is left to do or lies about, and the service began once. */
    private void settled() {
        assertEquals("", CrashHost.between(after, crash.files(), after));
        Ran third = work.run("plan", "--detailed-exitcode");
        assertEquals(0, third.code(), third::toString);
        assertEquals("", crash.leftovers());
        assertEquals("1", crash.host().exec("wc -l </var/lib/jf-web/starts"));
    }
}
