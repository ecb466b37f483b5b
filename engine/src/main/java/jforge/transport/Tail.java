package jforge.transport;

import java.nio.charset.StandardCharsets;

/** The last 8 KB of what was printed. Any thread may add. */
final class Tail {
    private static final int SIZE = 8 * 1024;

    private final byte[] ring = new byte[SIZE];
    private long count;

    synchronized void add(byte[] bytes, int length) {
        for (int i = Math.max(0, length - SIZE); i < length; i++) {
            ring[(int) ((count + i) % SIZE)] = bytes[i];
        }
        count += length;
    }

    synchronized void clear() {
        count = 0;
    }

    synchronized String text() {
        int length = (int) Math.min(SIZE, count);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((count - length + i) % SIZE)];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
