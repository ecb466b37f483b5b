package jforge.base;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A frame as text. */
final class Lines {
    private Lines() {}

    static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }

    /** The lines, without their ends; empty ones are left out. */
    static List<String> of(byte[] frame) {
        return Stream.of(text(frame).split("\n")).filter(l -> !l.isEmpty()).toList();
    }
}
