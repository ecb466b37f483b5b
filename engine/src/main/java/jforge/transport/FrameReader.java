package jforge.transport;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames out of what a shell prints. A frame's line is {@code \nTOKEN KIND WORD\n}; every byte that isn't in a frame
 * is skipped, and a frame's body may hold any bytes.
 */
final class FrameReader {
    /** A line: its kind ({@code b e h p x r}), its word, and for {@code e} the frame that ended. */
    record Line(char kind, String word, @Nullable Frame frame) {}

    record Frame(String name, byte[] body) {}

    private static final int LONGEST_LINE = 4096;

    private final InputStream in;
    private final byte[] marker;
    private byte[] buffer = new byte[64 * 1024];
    private int from;
    private int to;
    private @Nullable String name;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    FrameReader(InputStream in, String token) {
        this.in = in;
        this.marker = ("\n" + token + " ").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The next line.
     *
     * @throws EOFException if the output ends before there is one
     */
    Line next() throws IOException {
        int at;
        while ((at = find()) < 0) {
            pass(Math.max(from, to - marker.length + 1));
            fill();
        }
        pass(at);
        int start = from + marker.length;
        int end = start;
        while (true) {
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (end < to) {
                break;
            }
            if (end - start > LONGEST_LINE) {
                throw new IOException("a frame's line is longer than " + LONGEST_LINE + " bytes");
            }
            int before = from;
            fill();
            start -= before - from;
            end -= before - from;
        }
        String line = new String(buffer, start, end - start, StandardCharsets.UTF_8);
        from = end + 1;
        return parse(line);
    }

    private Line parse(String line) throws IOException {
        if (line.length() < 2 && !line.equals("r")) {
            throw new IOException("a frame's line is broken: " + line);
        }
        char kind = line.charAt(0);
        String word = line.length() < 2 ? "" : line.substring(2);
        Frame frame = null;
        if (kind == 'b') {
            name = word;
            body.reset();
        } else if (kind == 'e' && name != null) {
            frame = new Frame(name, body.toByteArray());
        }
        if (kind == 'e' || kind == 'x') {
            name = null;
            body.reset();
        }
        return new Line(kind, word, frame);
    }

    /** The bytes up to {@code end} are no line: a frame's body, or noise. */
    private void pass(int end) {
        if (name != null) {
            body.write(buffer, from, end - from);
        }
        from = end;
    }

    private int find() {
        for (int i = from; i <= to - marker.length; i++) {
            if (buffer[i] == '\n' && matches(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(int at) {
        for (int i = 1; i < marker.length; i++) {
            if (buffer[at + i] != marker[i]) {
                return false;
            }
        }
        return true;
    }

    private void fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        int n = in.read(buffer, to, buffer.length - to);
        if (n < 0) {
            throw new EOFException();
        }
        to += n;
    }
}
