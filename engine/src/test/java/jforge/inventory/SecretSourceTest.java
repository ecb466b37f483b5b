package jforge.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import jforge.source.InventoryException;
import jforge.source.Mark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretSourceTest {
    private static final Mark MARK = new Mark("site.yaml", 3, 7);

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void files() throws Exception {
        Files.writeString(folder.resolve("ok"), "file canary\r\n");
        Files.writeString(folder.resolve("empty"), "\n");
        Files.write(folder.resolve("latin"), new byte[] {'c', (byte) 0xE9});
        Files.write(folder.resolve("nul"), new byte[] {'c', 0});
        Files.write(folder.resolve("large"), new byte[1_000_001]);
        Files.createDirectory(folder.resolve("directory"));
        new ProcessBuilder("mkfifo", folder.resolve("fifo").toString()).start().waitFor();
    }

    private String reveal(String kind, String text) {
        Secret secret = switch (kind) {
            case "env" -> new Secret.Env(text, MARK);
            case "file" -> new Secret.File(folder.resolve(text), MARK);
            default -> new Secret.Command(text, folder, MARK);
        };
        Map<String, String> environment = Map.of("SET", "env canary", "EMPTY", "");
        return new SecretSource(Map.of("db", secret), environment, Duration.ofSeconds(2)).reveal("db");
    }

    @ParameterizedTest
    @CsvSource({
        "env, SET, env canary",
        "file, ok, file canary",
        "command, cat ok, file canary",
        "command, echo; echo x, '\nx'"
    })
    void reveals(String kind, String text, String secret) {
        assertEquals(secret, reveal(kind, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "env | UNSET | is to come from the environment variable UNSET, which is not set; export it",
                "env | EMPTY | is empty",
                "file | none | is to come from the file @/none, which does not exist",
                "file | empty | is empty",
                "file | latin | is no UTF-8 text",
                "file | nul | holds a NUL character, which no text can",
                "file | large | is to come from the file @/large, which is larger than 1 MB",
                "file | directory | is to come from the file @/directory, which is a directory, a device or a pipe",
                "file | fifo | is to come from the file @/fifo, which is a directory, a device or a pipe",
                "file | /dev/zero | is to come from the file /dev/zero, which is a directory, a device or a pipe",
                "command | exit 3 | is to come from a command, which failed with 3; what it said is withheld, run it by hand to see it",
                "command | no-such-tool-1 2>&- | is to come from a command, which failed with 127; what it said is withheld, run it by hand to see it",
                "command | : | is empty",
                "command | printf 'c\\351' | is no UTF-8 text",
                "command | kill -9 $$ | is to come from a command, which failed with 137; what it said is withheld, run it by hand to see it",
                "command | cat; exit 4 | is to come from a command, which failed with 4; what it said is withheld, run it by hand to see it",
                "command | yes canary | is to come from a command, which printed more than 1 MB",
            })
    void saysWhyThereIsNone(String kind, String text, String problem) {
        var fault = assertThrows(InventoryException.class, () -> reveal(kind, text));
        assertEquals("site.yaml:3:7: the secret \"db\" " + problem.replace("@", folder.toString()), fault.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"sleep 600", "echo canary; sleep 600 | cat", "trap '' TERM HUP INT; sleep 600"})
    void aCommandThatHangsIsEnded(String text) {
        long start = System.nanoTime();
        var fault = assertThrows(InventoryException.class, () -> reveal("command", text));
        assertEquals(
                "is to come from a command, which took longer than 2 s",
                fault.problem().replace("the secret \"db\" ", ""));
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 20);
    }

    /** Whether its end is seen before its child's output is waited for, is chance: either way it doesn't hang. */
    @Test
    void aChildThatKeepsTheOutputOpen() {
        long start = System.nanoTime();
        try {
            assertEquals("canary", reveal("command", "sleep 600 & echo canary"));
        } catch (InventoryException e) {
            assertTrue(e.problem().endsWith("which took longer than 2 s"), e.problem());
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 20);
    }

    @Test
    void aFolderThatIsGone() {
        Secret secret = new Secret.Command("echo x", folder.resolve("gone"), MARK);
        var fault = assertThrows(
                InventoryException.class, () -> new SecretSource(Map.of("db", secret), Map.of()).reveal("db"));
        assertTrue(
                fault.problem().startsWith("the secret \"db\" is to come from a command, which can't be run: "),
                fault.problem());
    }
}
