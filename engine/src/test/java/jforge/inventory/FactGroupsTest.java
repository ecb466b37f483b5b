package jforge.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jforge.Must;
import jforge.facts.Facts;
import jforge.source.Mark;
import jforge.source.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups whose members are known from facts. */
class FactGroupsTest {
    private static final Map<String, Map<String, Object>> FACTS = Map.of(
            "d1", Map.of("os", "debian", "os-version", "12", "cpus", 4L, "addresses", List.of("10.0.0.1", "fd00::1")),
            "d2", Map.of("os", "debian", "os-version", "13", "cpus", 8L, "addresses", List.of()),
            "r1", Map.of("os", "rocky", "os-version", "9.4", "cpus", 8L, "addresses", List.of("10.1.0.1")));

    @TempDir
    Path folder;

    private Inventory inventory(String groups) throws IOException {
        return InventoryReader.read(
                Files.writeString(
                        folder.resolve("site.yaml"), "name: t\nhosts: { d1: , d2: , r1: , x1: }\ngroups:\n" + groups),
                List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "facts: { os: debian } | d1 d2",
                "facts: { os: [debian, ubuntu] } | d1 d2",
                "facts: { os: \"*\" } | d1 d2 r1",
                "facts: { os: Debian } | ''",
                "facts: { os-version: 12 } | d1",
                "facts: { os-version: \"9.*\" } | r1",
                "facts: { cpus: 8 } | d2 r1",
                "facts: { cpus: 8.0 } | d2 r1",
                "facts: { cpus: \"?\" } | d1 d2 r1",
                "facts: { os: debian, cpus: 8 } | d2",
                "facts: { addresses: \"10.0.*\" } | d1",
                "facts: { init: systemd } | ''",
                "hosts: \"d*\", facts: { cpus: 8 } | d2"
            })
    void matches(String group, String expected) throws IOException {
        Inventory told = inventory("  g: { " + group + " }\n").told(FACTS);
        assertEquals(expected, String.join(" ", Must.get(told.groups(), "g").hosts()));
    }

    @Test
    void aHostThatHasNotToldIsPossible() throws IOException {
        Inventory untold = inventory("  g: { facts: { os: debian } }\n  outer: { groups: g, hosts: r1 }\n");
        assertEquals(matched("", "d1 d2 r1 x1"), untold.match(text("g"), List.of()));
        assertEquals(matched("r1", "d1 d2 x1"), untold.match(text("outer"), List.of()));
        assertEquals(matched("", "d1 d2 r1 x1"), untold.match(text("all"), List.of(text("g"))));
        Inventory told = untold.told(FACTS);
        assertEquals(matched("d1 d2", "x1"), told.match(text("g"), List.of()));
        assertEquals(matched("d1 d2 r1", "x1"), told.match(text("outer"), List.of()));
        assertEquals(matched("r1", "x1"), told.match(text("all"), List.of(text("g"))));
        assertEquals(matched("d2", ""), told.select(List.of("g"), List.of("d1,x1")));
    }

    @Test
    void variablesComeWithTheFacts() throws IOException {
        Inventory untold = inventory("""
                  g: { facts: { os: debian }, vars: { a: g, b: g } }
                  outer: { groups: g, hosts: r1, vars: { a: outer } }
                """);
        assertEquals(
                List.of("a", "b"),
                Must.get(untold.hosts(), "d1").awaited().stream().sorted().toList());
        Inventory told = untold.told(FACTS);
        assertEquals("g", from(told, "d1", "a"));
        assertEquals("outer", from(told, "r1", "a"));
        assertEquals(0, Must.get(told.hosts(), "d1").awaited().size());
        assertEquals(2, Must.get(told.hosts(), "x1").awaited().size());
    }

    @Test
    void everyFactThatIsAskedHasItsName() {
        List<String> asked = Pattern.compile("([a-z][a-z-]*)=(%s|systemd)")
                .matcher(Facts.script().replace("\\n", " "))
                .results()
                .map(found -> found.group(1))
                .sorted()
                .toList();
        assertEquals(FactMatch.NAMES.stream().sorted().toList(), asked);
    }

    private static String from(Inventory inventory, String host, String variable) {
        return Must.get(Must.get(inventory.hosts(), host).vars(), variable).from();
    }

    private static Inventory.Matched matched(String hosts, String possible) {
        return new Inventory.Matched(words(hosts), words(possible));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static Node text(String text) {
        return new Node.Scalar(text, Node.Kind.TEXT, Mark.whole("test"));
    }
}
