package jforge.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines and bodies, whatever pieces they arrive in. {@code @} stands for the token and {@code /} for a line's end. */
class FrameReaderTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/@ x 0/ | x 0",
                "noise/@ x 1/ | x 1",
                "/@ b a//@ e 0//@ x 0/ | b a, e 0 [], x 0",
                "/@ b a/body/@ e 0/noise/@ x 0/ | b a, e 0 [body], x 0",
                "/@ b a/body//@ e 0//@ x 0/ | b a, e 0 [body/], x 0",
                "/@ b a/@ x 9//@ e 0//@ x 0/ | b a, e 0 [@ x 9/], x 0",
                "/@ b a/one/@ p f/two/@ e 0/ | b a, p f, e 0 [onetwo]",
                "/@ b a/one/@ b c/two/@ e 0/ | b a, b c, e 0 [two]",
                "/@ b a/one/@ x 2/two/@ e 0/ | b a, x 2, e 0",
                "///0123/012/@ x 0/ | x 0",
                "/@ b a/0123/@ | b a",
            })
    void reads(String printed, String lines) throws IOException {
        byte[] bytes = printed.replace("/", "\n").replace("@", TOKEN).getBytes(StandardCharsets.ISO_8859_1);
        for (int piece = 1; piece <= bytes.length; piece++) {
            assertEquals(lines, read(bytes, piece), "in pieces of " + piece);
        }
    }

    private static String read(byte[] bytes, int piece) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] b, int offset, int length) {
                return super.read(b, offset, Math.min(length, piece));
            }
        };
        FrameReader reader = new FrameReader(in, TOKEN);
        StringJoiner said = new StringJoiner(", ");
        try {
            while (true) {
                FrameReader.Line line = reader.next();
                FrameReader.Frame frame = line.frame();
                String body = frame == null ? "" : " [" + new String(frame.body(), StandardCharsets.ISO_8859_1) + "]";
                said.add(line.kind() + " " + line.word() + body);
            }
        } catch (EOFException e) {
            return said.toString().replace("\n", "/").replace(TOKEN, "@");
        }
    }
}
