package jforge.base;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A frame as text. */
final class Lines {
    private Lines() {}

    /** The lines, without their ends; empty ones are left out. */
    static List<String> of(byte[] frame) {
        return Stream.of(new String(frame, StandardCharsets.UTF_8).split("\n"))
                .filter(l -> !l.isEmpty())
                .toList();
    }
}
