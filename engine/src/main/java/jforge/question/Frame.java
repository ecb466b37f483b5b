package jforge.question;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jforge.resource.UnreadableException;

/** Takes a frame apart from its beginning. */
final class Frame {
    private final ByteBuffer rest;

    Frame(byte[] bytes) {
        rest = ByteBuffer.wrap(bytes);
    }

    /** The bytes up to the next newline, which is dropped. */
    String line() throws UnreadableException {
        return text(until((byte) '\n'));
    }

    List<String> lines(int count) throws UnreadableException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line());
        }
        return lines;
    }

    /** A line of exactly so many characters, one an item. */
    String flags(int count) throws UnreadableException {
        String flags = line();
        if (flags.length() != count) {
            throw new UnreadableException(count + " answers expected, " + flags.length() + " came");
        }
        return flags;
    }

    byte[] until(byte end) throws UnreadableException {
        for (int i = rest.position(); i < rest.limit(); i++) {
            if (rest.get(i) == end) {
                byte[] taken = take(i - rest.position());
                rest.get();
                return taken;
            }
        }
        throw new UnreadableException("the output ends too early");
    }

    byte[] take(int count) throws UnreadableException {
        if (rest.remaining() < count) {
            throw new UnreadableException("the output ends too early");
        }
        byte[] taken = new byte[count];
        rest.get(taken);
        return taken;
    }

    void end() throws UnreadableException {
        if (rest.hasRemaining()) {
            throw new UnreadableException("more output than expected");
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static long number(String text) throws UnreadableException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UnreadableException("a number expected, not \"" + text + "\"");
        }
    }
}
