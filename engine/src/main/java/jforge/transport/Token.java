package jforge.transport;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random words that no output can hold by chance. */
final class Token {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Token() {}

    /** 32 hex digits. */
    static String draw() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
