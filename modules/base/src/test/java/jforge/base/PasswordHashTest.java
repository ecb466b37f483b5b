package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jforge.source.InventoryException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    @ParameterizedTest
    @CsvSource({
        "$6$saltsalt$abcdefgh./ABCDEFGH, true",
        "$y$j9T$saltsalt$abcdefghABCDEFGH, true",
        "!$5$saltsalt$abcdefgh, true",
        "*, false",
        "!, false"
    })
    void takesAHash(String hash, boolean secret) {
        PasswordHash parsed = parse(hash);
        assertEquals(secret, parsed.text().isSecret());
        assertEquals(hash, parsed.text().revealed());
        assertEquals(parsed.text(), parsed.seen(new Shadow.Found.Keyed(Shadow.digest("ops", hash))));
        assertFalse(parsed.command().test().contains(hash) && secret);
        assertFalse(parsed.command().change().contains(hash) && secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2hunter2", "$6$", "$6$salt:salt$abcdefgh", "$6$salt salt$abcdefgh", "**"})
    void refusesWhatIsNone(String text) {
        String message = String.valueOf(
                assertThrows(InventoryException.class, () -> parse(text)).getMessage());
        assertTrue(message.contains("no hash of a password"), message);
        assertFalse(text.length() > 2 && message.contains(text), message);
    }

    private static PasswordHash parse(String hash) {
        return new UserType()
                .parse(HostShell.fields("user", "ops", "password-hash", hash))
                .password()
                .orElseThrow();
    }
}
