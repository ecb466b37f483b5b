package jforge.looking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jforge.resource.Question;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No kind of question changes a host by asking, needs to write, or takes a failure for an answer. */
class PlanChangesNothingTest {
    @TempDir
    static Path dir;

    private static LookedAtHost host;
    private static List<Question<?>> samples = List.of();

    @BeforeAll
    static void start() throws IOException {
        samples = new Samples(dir).questions();
        host = new LookedAtHost();
    }

    @AfterAll
    static void end() {
        host.close();
    }

    @Test
    void everyKindHasSamples() {
        assertEquals(Set.of(), unsampled(samples), "kinds without a sample: give inventory.yaml beside this test one");
        List<Question<?>> fewer =
                samples.stream().filter(q -> !q.kind().name().equals("owed")).toList();
        assertEquals(Set.of("owed"), unsampled(fewer));
    }

    @Test
    void noKindChangesAnything() throws IOException {
        List<Asked> asked = new ArrayList<>(Asked.of(samples));
        asked.add(Asked.facts());
        asked.add(kind("unit-state").where("start-scripts", "/run/systemd/system", "/run/no-systemd"));
        asked.add(kind("passwd").where("no-getent", "getent", "no-getent"));
        asked.add(kind("group").where("no-getent", "getent", "no-getent"));
        StringBuilder said = new StringBuilder();
        Examination.of(host, asked)
                .forEach((kind, faults) -> faults.forEach(
                        f -> said.append(kind).append(": ").append(f).append('\n')));
        assertEquals("", said.toString());
    }

    @Test
    void cheatsAreCaught() throws IOException {
        List<Question<?>> cheats = new ArrayList<>();
        for (CheatingKind kind : CheatingKind.values()) {
            cheats.add(new CheatingKind.Cheat(kind));
        }
        host.exec("systemctl stop jf-web; rm -f /var/cache/cheat");
        Map<String, List<String>> faults = Examination.of(host, Asked.of(cheats));
        assertFault(faults, "CACHE", "it calls openat(", "/var/cache/cheat");
        assertFault(faults, "START", "it changes > unit ", "jf-web.service");
        assertFault(faults, "SWALLOW", "it swallows the failure of getent", "");
        assertFault(faults, "SPILL", "read-only it answers otherwise: status 0", "");
    }

    private static Asked kind(String name) {
        return Asked.of(samples).stream()
                .filter(a -> a.kind().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertFault(Map<String, List<String>> faults, String kind, String start, String part) {
        List<String> said = faults.getOrDefault(kind, List.of());
        assertTrue(said.stream().anyMatch(f -> f.startsWith(start) && f.contains(part)), kind + ": " + said);
    }

    private static Set<String> unsampled(List<Question<?>> given) {
        Set<Class<?>> classes = new HashSet<>();
        Set<String> names = new HashSet<>();
        given.forEach(q -> {
            classes.add(q.kind().getClass());
            names.add(q.kind().name());
        });
        Set<String> missing = new TreeSet<>(QuestionKinds.names(classes));
        missing.removeAll(names);
        return missing;
    }
}
