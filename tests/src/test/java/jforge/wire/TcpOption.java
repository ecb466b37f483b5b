package jforge.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An option of a TCP header.
 *
 * @param kind as the protocol numbers them
 * @param value without kind and length
 */
public record TcpOption(int kind, byte[] value) {
    static final int END = 0;
    static final int NOTHING = 1;
    static final int SEGMENT_SIZE = 2;
    /** RFC 7323, 2. */
    public static final int WINDOW_SCALE = 3;

    static final int SELECTIVE_ACK = 4;
    /** RFC 7323, 3. */
    public static final int TIMESTAMPS = 8;

    @Override
    public boolean equals(Object other) {
        return other instanceof TcpOption that && kind == that.kind && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * kind + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        String shape = kind + "/" + value.length;
        return switch (shape) {
            case "1/0" -> "nop";
            case "2/2" -> "mss " + (int) bytes.getChar();
            case "3/1" -> "window scale " + value[0];
            case "4/0" -> "selective ack";
            case "8/8" ->
                "timestamps " + Integer.toUnsignedString(bytes.getInt()) + " "
                        + Integer.toUnsignedString(bytes.getInt());
            default -> "kind " + kind + " " + HexFormat.of().formatHex(value);
        };
    }
}
