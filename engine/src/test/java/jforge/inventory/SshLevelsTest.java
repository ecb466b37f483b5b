package jforge.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jforge.Must;
import jforge.source.InventoryErrors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key of {@code ssh:} at every level: the inventory's own, an outer group's, an inner group's, the host's. */
class SshLevelsTest {
    private static final String CASES = """
            user, a, b, c, d
            become, sudo, no, sudo, no
            port, 1, 2, 3, 4
            identity, a, b, c, d
            known-hosts, a, b, c, d
            key-alias, a, b, c, d
            host-key, known, accept-new, known, accept-new
            jump, a, b, c, d
            connection, ssh, local, sandbox, ssh
            """;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void theStrongestLevelWins(String key, String all, String outer, String inner, String host) throws IOException {
        assertEquals(read(key, "", "", "", host), read(key, all, outer, inner, host));
        assertEquals(read(key, inner, "", "", ""), read(key, all, outer, inner, ""));
        assertEquals(read(key, outer, "", "", ""), read(key, all, outer, "", ""));
        assertEquals(read(key, "", "", "", all), read(key, all, "", "", ""));
    }

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void twoGroupsThatDisagreeAreAnError(String key, String all, String outer) throws IOException {
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                name: t
                hosts: { h1: }
                groups:
                  a: { hosts: h1, ssh: { %s: %s } }
                  b: { hosts: h1, ssh: { %s: %s } }
                """.formatted(key, all, key, outer));
        var fault = assertThrows(InventoryErrors.class, () -> InventoryReader.read(site, List.of()));
        assertEquals(
                site + ":5:" + (28 + key.length()) + ": groups a and b set \"" + key
                        + "\" to different values for host h1, the other in line 4; give one a higher priority:, or set it"
                        + " at the host",
                fault.getMessage());
    }

    /** Empty for a level that doesn't say. */
    private String read(String key, String all, String outer, String inner, String host) throws IOException {
        String text = "name: t\nhosts: { h1: { " + level(key, host) + " } }\n" + level(key, all) + "\ngroups:\n"
                + "  inner: { hosts: h1" + comma(level(key, inner)) + " }\n"
                + "  outer: { groups: inner" + comma(level(key, outer)) + " }\n";
        Inventory inventory = InventoryReader.read(Files.writeString(folder.resolve("site.yaml"), text), List.of());
        Host found = Must.get(inventory.hosts(), "h1");
        return found.ssh() + " " + found.connection();
    }

    private static String comma(String level) {
        return level.isEmpty() ? "" : ", " + level;
    }

    private static String level(String key, String value) {
        return value.isEmpty() ? "" : "ssh: { " + key + ": " + value + " }";
    }
}
