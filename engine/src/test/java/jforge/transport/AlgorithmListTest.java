package jforge.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlgorithmListTest {
    private static final List<String> OURS = List.of("ssh-ed25519", "rsa-sha2-512", "rsa-sha2-256");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null | ssh-ed25519 rsa-sha2-512 rsa-sha2-256",
                "rsa-sha2-256,ssh-ed25519 | rsa-sha2-256 ssh-ed25519",
                "rsa-*,ssh-dss | rsa-sha2-512 rsa-sha2-256",
                "+ssh-rsa | ssh-ed25519 rsa-sha2-512 rsa-sha2-256",
                "-rsa-* | ssh-ed25519",
                "-ssh-ed25519,rsa-sha2-256 | rsa-sha2-512",
                "^rsa-sha2-256 | rsa-sha2-256 ssh-ed25519 rsa-sha2-512",
                "ssh-dss | ''"
            })
    void chosen(String asked, String left) {
        assertEquals(left, String.join(" ", AlgorithmList.choose(asked, OURS)));
    }
}
