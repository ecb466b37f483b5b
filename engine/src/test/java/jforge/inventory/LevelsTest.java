package jforge.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jforge.Must;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.source.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelsTest {
    @TempDir
    Path directory = Path.of(".");

    /** M module, A all, O outer group, I inner group, P group with a priority, H host, C command line. */
    @ParameterizedTest
    @CsvSource({
        "M, MODULE", "MA, ALL", "MAO, GROUP outer", "MAOI, GROUP inner", "AOP, GROUP prior", "MAOIP, GROUP prior",
        "MAOIH, HOST web1", "MAOIPHC, COMMAND_LINE", "MC, COMMAND_LINE", "AH, HOST web1", "I, GROUP inner",
                "MI, GROUP inner"
    })
    void theStrongestLevelWins(String levels, String winner) throws Exception {
        String yaml =
                "name: t\nhosts: { web1: { vars: {%s} } }\nvars: {%s}\n".formatted(set(levels, 'H'), set(levels, 'A'))
                        + "groups:\n  outer: { groups: inner, vars: {%s} }\n  inner: { hosts: web1, vars: {%s} }\n"
                                .formatted(set(levels, 'O'), set(levels, 'I'))
                        + "  prior: { hosts: web1, priority: 1, vars: {%s} }\n".formatted(set(levels, 'P'));
        Map<String, Node> defaults = levels.contains("M")
                ? Map.of("x", new Node.Scalar("M", Node.Kind.TEXT, new Mark("module", 1, 1)))
                : Map.of();
        List<String> sets = levels.contains("C") ? List.of("x=C") : List.of();
        Variable found = Must.get(
                host(InventoryReader.read(write(yaml), sets, defaults), "web1").vars(), "x");
        assertEquals(winner, (found.level() + " " + found.from()).strip());
    }

    private static Host host(Inventory inventory, String name) {
        return Must.get(inventory.hosts(), name);
    }

    private static String set(String levels, char level) {
        return levels.indexOf(level) < 0 ? "" : " x: " + level + " ";
    }

    @Test
    void groupsThatAgreeAreFineAndMapsReplace() throws Exception {
        Inventory inventory = InventoryReader.read(
                write(
                        "name: t\nhosts: { web1: { vars: { m: { a: 1 } } } }\nvars: { m: { b: 2 } }\n"
                                + "groups: { a: { hosts: all, vars: { x: [1, { y: 2 }] } }, b: { hosts: all, vars: { x: [1, { y: 2 }] } } }\n"),
                List.of("list=[1, 2]", "text=no", "empty="));
        Map<String, Variable> vars = host(inventory, "web1").vars();
        Node.Mapping map = (Node.Mapping) Must.get(vars, "m").value();
        assertEquals(
                List.of("a"), map.entries().stream().map(e -> e.key().text()).toList());
        assertEquals("a list", Must.get(vars, "list").value().described());
        assertEquals("text", Must.get(vars, "text").value().described());
        assertEquals("text", Must.get(vars, "empty").value().described());
    }

    @Test
    void sshComesFromItsLevels() throws Exception {
        Inventory inventory = InventoryReader.read(
                write(
                        "name: t\nhosts: { web1: { ssh: { port: 2222 } }, web2: , l: { connection: local } }\n"
                                + "ssh: { user: deploy, become: sudo, identity: [keys/a, ~/b], known-hosts: kh, connection: sandbox, host-key: accept-new }\n"
                                + "groups: { g: { hosts: web1, ssh: { user: root, become: no, key-alias: w, jump: [b1, me@b2:23] } } }\n"),
                List.of());
        Ssh web1 = host(inventory, "web1").ssh();
        assertEquals("root", web1.user());
        assertEquals(false, web1.sudo());
        assertEquals(2222, web1.port().orElse(0));
        assertEquals("w", web1.keyAlias());
        assertEquals(true, web1.acceptNew());
        assertEquals("b1,me@b2:23", web1.jump());
        assertEquals(
                List.of(directory.resolve("keys/a"), Path.of(System.getProperty("user.home"), "b")), web1.identities());
        assertEquals(true, host(inventory, "web2").ssh().sudo());
        assertEquals(Connection.SANDBOX, host(inventory, "web2").connection());
        assertEquals(Connection.LOCAL, host(inventory, "l").connection());
        assertEquals("web1", host(inventory, "web1").address());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | - | web1 web2 web10 db1", "web* | - | web1 web2 web10", "web? | - | web1 web2",
                        "web[2-9] | - | web2",
                "web[!2]* | - | web1 web10", "db,web1 | - | web1 db1", "all | db | web1 web2 web10", "web1 | web1 | "
            })
    void selectsHosts(String limit, String exclude, String expected) throws Exception {
        Inventory inventory = hosts();
        String found =
                String.join(" ", inventory.select(list(limit), list(exclude)).hosts());
        assertEquals(expected == null ? "" : expected, found);
    }

    @Test
    void aLimitThatMatchesNothingIsAnError() throws Exception {
        Inventory inventory = hosts();
        InventoryException fault =
                assertThrows(InventoryException.class, () -> inventory.select(List.of("wbe1"), List.of()));
        assertEquals("--limit: there is no host or group \"wbe1\"; did you mean \"web1\"?", fault.getMessage());
    }

    private Inventory hosts() throws Exception {
        return InventoryReader.read(
                write("name: t\nhosts: { web1: , web2: , web10: , db1: }\ngroups: { db: { hosts: \"db*\" } }\n"),
                List.of());
    }

    private static List<String> list(String pattern) {
        return pattern == null ? new ArrayList<>() : List.of(pattern);
    }

    private Path write(String yaml) throws Exception {
        return Files.writeString(directory.resolve("site.yaml"), yaml);
    }
}
