package jforge.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A TCP segment's header (RFC 9293, 3.1), and where it goes.
 *
 * @param source IPv4 address in dots
 * @param options in the order of the header, without its end and padding
 */
public record Segment(
        String source,
        int sourcePort,
        String destination,
        int destinationPort,
        boolean syn,
        boolean ack,
        int window,
        List<TcpOption> options) {
    private static final int ETHERNET = 14;
    private static final int IPV4 = 0x0800;
    private static final int TCP = 6;

    /**
     * @param frame from the Ethernet header on
     * @return empty where it holds no TCP over IPv4, or not its first fragment
     * @throws IllegalArgumentException if a header is cut off or contradicts itself
     */
    public static Optional<Segment> of(byte[] frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        if (frame.length < ETHERNET || bytes.getChar(12) != IPV4) {
            return Optional.empty();
        }
        ByteBuffer ip = part(bytes, ETHERNET, frame.length - ETHERNET, 20);
        boolean laterFragment = (ip.getChar(6) & 0x1fff) != 0;
        if (ip.get(9) != TCP || laterFragment) {
            return Optional.empty();
        }
        int header = 4 * (ip.get(0) & 0x0f);
        ByteBuffer tcp = part(ip, header, ip.getChar(2) - header, 20);
        int length = 4 * (tcp.get(12) >> 4 & 0x0f);
        return Optional.of(new Segment(
                address(ip, 12),
                tcp.getChar(0),
                address(ip, 16),
                tcp.getChar(2),
                (tcp.get(13) & 0x02) != 0,
                (tcp.get(13) & 0x10) != 0,
                tcp.getChar(14),
                options(part(tcp, 20, length - 20, 0))));
    }

    /** Whether it says this option. */
    public boolean has(int kind) {
        return options.stream().anyMatch(option -> option.kind() == kind);
    }

    private static List<TcpOption> options(ByteBuffer bytes) {
        List<TcpOption> options = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int kind = bytes.get() & 0xff;
            if (kind == TcpOption.END) {
                break;
            }
            int length = kind == TcpOption.NOTHING ? 1 : bytes.hasRemaining() ? bytes.get() & 0xff : 0;
            if (length < 1 || kind != TcpOption.NOTHING && length < 2 || length - 2 > bytes.remaining()) {
                throw new IllegalArgumentException("option " + kind + " has no room for its length");
            }
            byte[] value = new byte[Math.max(0, length - 2)];
            bytes.get(value);
            options.add(new TcpOption(kind, value));
        }
        return List.copyOf(options);
    }

    private static ByteBuffer part(ByteBuffer whole, int from, int length, int least) {
        if (length < least || from + length > whole.limit()) {
            throw new IllegalArgumentException("a header is cut off: " + length + " bytes from " + from);
        }
        return whole.slice(from, length);
    }

    private static String address(ByteBuffer ip, int at) {
        return (ip.get(at) & 0xff) + "." + (ip.get(at + 1) & 0xff) + "." + (ip.get(at + 2) & 0xff) + "."
                + (ip.get(at + 3) & 0xff);
    }

    @Override
    public String toString() {
        String flags = syn ? ack ? "SYN-ACK" : "SYN" : ack ? "ACK" : "-";
        return source + ":" + sourcePort + " > " + destination + ":" + destinationPort + " " + flags + " window "
                + window + options.stream().map(TcpOption::toString).collect(Collectors.joining(", ", " [", "]"));
    }
}
