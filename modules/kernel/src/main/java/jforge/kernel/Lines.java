package jforge.kernel;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A frame as text. */
final class Lines {
    private Lines() {}

    /** The lines, without their ends; empty ones are left out. */
    static List<String> of(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8)
                .lines()
                .filter(l -> !l.isEmpty())
                .toList();
    }
}
