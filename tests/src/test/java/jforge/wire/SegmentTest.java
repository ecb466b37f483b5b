package jforge.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames that two hosts sent. */
class SegmentTest {
    private static final String SYN = "0242ac110005024294c9473308004500003c42d5400040069fbeac110001ac110005"
            + "93da00167226df6e00000000a002faf058570000020405b40402080aa5774b14000000000103030a";
    private static final String SYN_ACK = "024294c947330242ac11000508004500003c000040004006e293ac110005ac110001"
            + "001693dae9cb971f7226df6fa012fe8858570000020405b40402080a17ee1d3fa5774b140103030a";
    private static final String ACK = "0242ac110005024294c9473308004500003442d6400040069fc5ac110001ac110005"
            + "93da00167226df6fe9cb97208010003f584f00000101080aa5774b1417ee1d3f";
    private static final String PLAIN_SYN_ACK = "024294c947330242ac110005080045000030000040004006e29fac110005ac110001"
            + "001685e00e314bbf62ad04447012faf0584b0000020405b401010402";
    private static final String PLAIN_ACK = "0242ac110005024294c94733080045000028e174400040060133ac110001ac110005"
            + "85e0001662ad04440e314bc05010faf058430000";
    private static final String ARP =
            "ffffffffffff0242ac110005080600010800060400010242ac110005ac110005000000000000ac110001";
    private static final String IPV6 = "333300000002f67cd2c8609d86dd6000000000103afffe80000000000000f47cd2fffec8609d"
            + "ff02000000000000000000000000000285002b68000000000101f67cd2c8609d";

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** Columns: the frame, the segment as text; nothing where there is none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SYN + "|172.17.0.1:37850 > 172.17.0.5:22 SYN window 64240"
                        + " [mss 1460, selective ack, timestamps 2776058644 0, nop, window scale 10]",
                SYN_ACK + "|172.17.0.5:22 > 172.17.0.1:37850 SYN-ACK window 65160"
                        + " [mss 1460, selective ack, timestamps 401481023 2776058644, nop, window scale 10]",
                ACK + "|172.17.0.1:37850 > 172.17.0.5:22 ACK window 63 [nop, nop, timestamps 2776058644 401481023]",
                PLAIN_SYN_ACK + "|172.17.0.5:22 > 172.17.0.1:34272 SYN-ACK window 64240"
                        + " [mss 1460, nop, nop, selective ack]",
                PLAIN_ACK + "|172.17.0.1:34272 > 172.17.0.5:22 ACK window 64240 []",
                ARP + "|",
                IPV6 + "|"
            })
    void framesAreDecoded(String frame, String segment) {
        String decoded = Segment.of(bytes(frame)).map(Segment::toString).orElse(null);
        assertEquals(segment, decoded);
    }

    /** Columns: the last eight bytes of options, how they are read. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, ''",
        "0101010101010101, ', nop, nop, nop, nop, nop, nop, nop, nop'",
        "fe06001122330000, ', kind 254 00112233'",
        "1e02000000000000, ', kind 30 '",
        "0303070000000000, ', window scale 7'"
    })
    void otherOptionsAreRead(String options, String text) {
        String frame = SYN.substring(0, SYN.length() - 28) + "010101010101" + options;
        String decoded = Segment.of(bytes(frame)).orElseThrow().toString();
        assertEquals(
                "[mss 1460, selective ack, nop, nop, nop, nop, nop, nop" + text + "]",
                decoded.substring(decoded.indexOf('[')));
    }

    @ParameterizedTest
    @CsvSource({"0101010101010108", "0101010101010803", "01010101030a0000", "0300000000000000"})
    void optionsThatRunOverTheirHeaderAreRefused(String options) {
        String frame = SYN.substring(0, SYN.length() - 28) + "010101010101" + options;
        assertThrows(IllegalArgumentException.class, () -> Segment.of(bytes(frame)));
    }

    @Test
    void headersThatAreCutOffAreRefused() {
        byte[] whole = bytes(SYN);
        for (int length = 15; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(IllegalArgumentException.class, () -> Segment.of(cut), () -> cut.length + " bytes");
        }
        byte[] noHeader = bytes(SYN);
        noHeader[46] = 0x40;
        assertThrows(IllegalArgumentException.class, () -> Segment.of(noHeader));
    }

    @Test
    void aLaterFragmentHasNoHeader() {
        byte[] frame = bytes(SYN);
        frame[21] = 1;
        assertEquals(Optional.empty(), Segment.of(frame));
    }

    @Test
    void optionsAreValues() {
        assertEquals(new TcpOption(3, new byte[] {7}), new TcpOption(3, new byte[] {7}));
        assertNotEquals(new TcpOption(3, new byte[] {7}), new TcpOption(3, new byte[] {8}));
    }

    @Test
    void aRecordingIsReadFrameByFrame() {
        List<String> frames = List.of(ARP, SYN, PLAIN_ACK);
        ByteBuffer pcap = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        pcap.putInt(0xa1b2c3d4).putInt(0x00040002).putLong(0).putInt(65535).putInt(1);
        for (String frame : frames) {
            byte[] bytes = bytes(frame);
            pcap.putLong(7).putInt(bytes.length).putInt(bytes.length).put(bytes);
        }
        byte[] file = new byte[pcap.position()];
        pcap.get(0, file);
        List<Segment> segments = Recording.segments(file);
        assertEquals(
                List.of(
                        Segment.of(bytes(SYN)).orElseThrow(),
                        Segment.of(bytes(PLAIN_ACK)).orElseThrow()),
                segments);
        file[20] = 101;
        assertThrows(IllegalArgumentException.class, () -> Recording.segments(file));
    }
}
