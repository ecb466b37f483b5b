package jforge.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import jforge.hosts.TestHost;

/** Everything that passes a host's network interface while it is open. */
public final class Recording {
    private static final String FILE = "/run/recorded.pcap";
    private static final int MICROSECONDS = 0xa1b2c3d4;

    private final TestHost host;
    private final String process;

    private Recording(TestHost host, String process) {
        this.host = host;
        this.process = process;
    }

    /** What passes after this returned is in it. */
    public static Recording start(TestHost host) {
        try (InputStream program = Recording.class.getResourceAsStream("record.py")) {
            String text = new String(program.readAllBytes(), StandardCharsets.UTF_8);
            return new Recording(
                    host,
                    host.exec("rm -f " + FILE + "; cat >/run/record.py <<'END'\n" + text + "END\n"
                            + "setsid python3 /run/record.py " + FILE + " >/run/record.log 2>&1 </dev/null & n=0;"
                            + " until [ -e " + FILE
                            + " ]; do n=$((n + 1)); [ $n -lt 400 ] || { cat /run/record.log >&2; exit 1; };"
                            + " sleep 0.05; done; echo $!"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The TCP segments, in the order that they passed. */
    public List<Segment> end() {
        String pcap = host.exec("kill " + process + "; while kill -0 " + process + " 2>/dev/null; do sleep 0.05; done;"
                + " base64 -w 0 " + FILE);
        return segments(Base64.getDecoder().decode(pcap));
    }

    /**
     * @param pcap little-endian, of Ethernet frames
     * @throws IllegalArgumentException if it is another format
     */
    static List<Segment> segments(byte[] pcap) {
        ByteBuffer bytes = ByteBuffer.wrap(pcap).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getInt(0) != MICROSECONDS || bytes.getInt(20) != 1) {
            throw new IllegalArgumentException("no pcap of Ethernet");
        }
        List<Segment> segments = new ArrayList<>();
        bytes.position(24);
        while (bytes.hasRemaining()) {
            byte[] frame = new byte[bytes.position(bytes.position() + 8).getInt()];
            bytes.getInt();
            bytes.get(frame);
            Segment.of(frame).ifPresent(segments::add);
        }
        return segments;
    }
}
