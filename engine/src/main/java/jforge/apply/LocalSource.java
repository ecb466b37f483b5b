package jforge.apply;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import jforge.plan.Payload;
import jforge.transport.FrameSink;

/**
 * Streams a local file. One that is no longer what the plan showed is sent as something else: the command compares the
 * digest, so that its step fails and not the whole host.
 */
final class LocalSource {
    private static final int CHUNK = 64 * 1024;

    private LocalSource() {}

    /** Nothing where the file can't be read; else exactly as many bytes as the plan says. */
    static FrameSink.Supply supply(Payload.Local local) {
        try {
            Path path = Path.of(local.path());
            if (Files.size(path) != local.size()) {
                return nothing();
            }
            InputStream in = Files.newInputStream(path);
            return new FrameSink.Supply(local.size(), out -> {
                try (in) {
                    send(in, local.size(), out);
                }
            });
        } catch (IOException e) {
            return nothing();
        }
    }

    private static FrameSink.Supply nothing() {
        return new FrameSink.Supply(0, out -> {});
    }

    /** What is missing at the end, for the file became shorter meanwhile, is made up by zeros. */
    private static void send(InputStream in, long size, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (long left = size; left > 0; ) {
            int n = in.read(chunk, 0, (int) Math.min(CHUNK, left));
            if (n < 0) {
                chunk = new byte[CHUNK];
                n = (int) Math.min(CHUNK, left);
            }
            out.write(chunk, 0, n);
            left -= n;
        }
    }
}
