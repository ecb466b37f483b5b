package jforge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HopTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "bastion, -, bastion, 0",
                "me@bastion, me, bastion, 0",
                "bastion:2222, -, bastion, 2222",
                "me@bastion:2222, me, bastion, 2222",
                "me@corp@bastion, me@corp, bastion, 0",
                "ssh://me@bastion:2222, me, bastion, 2222",
                "ssh://bastion/, -, bastion, 0",
                "10.0.0.1:23, -, 10.0.0.1, 23",
                "[2001:db8::1], -, 2001:db8::1, 0",
                "me@[2001:db8::1]:2222, me, 2001:db8::1, 2222",
                "2001:db8::1, -, 2001:db8::1, 0",
                "fe80::1%eth0, -, fe80::1%eth0, 0"
            })
    void written(String text, String user, String host, int port) {
        Hop hop = Hop.of(text);
        assertEquals(user, hop.user());
        assertEquals(host, hop.host());
        assertEquals(port, hop.port().orElse(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "me@", "bastion:", "bastion:port", "a b", "[2001:db8::1", "bastion:123456"})
    void none(String text) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> Hop.of(text)).getMessage();
        assertTrue(message.startsWith("\"" + text + "\" is no jump host"), message);
    }
}
