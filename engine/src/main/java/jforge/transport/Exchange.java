package jforge.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Scripts and payloads to a loader, frames back, over two streams. */
final class Exchange {
    /** A script this small fits the channel's window, or is read at once: no second thread is needed. */
    private static final int SMALL = 32 * 1024;

    private final FrameReader frames;
    private final OutputStream out;
    private final String token;
    private final Runnable cut;
    private boolean greeted;
    private volatile boolean started;
    private @Nullable CompletableFuture<Void> writing;
    private @Nullable Thread writer;

    /** @param cut ends both streams; any thread may run it */
    Exchange(InputStream in, OutputStream out, String token, Runnable cut) {
        this.frames = new FrameReader(in, token);
        this.out = out;
        this.token = token;
        this.cut = cut;
    }

    /**
     * Runs a script to its end.
     *
     * @return its status
     * @throws IOException if it can't be sent whole, its end doesn't come back, or the sink throws: nothing can be run then
     */
    int run(String script, FrameSink sink) throws IOException {
        if (script.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a script can't hold a NUL");
        }
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        write(bytes.length <= SMALL, () -> {
            if (!greeted) {
                out.write(Loader.ascii(token + "\n"));
            }
            greeted = true;
            Loader.writeItem(out, bytes, token);
            out.flush();
        });
        try {
            return read(sink);
        } catch (IOException e) {
            IOException cause = cause(e);
            release();
            throw cause;
        }
    }

    /** Whether the loader has said that it runs. */
    boolean started() {
        return started;
    }

    /** A lost connection's locks stay held while a writer waits for room on it. */
    private void release() {
        if (writer != null) {
            writer.interrupt();
        }
    }

    private int read(FrameSink sink) throws IOException {
        while (true) {
            FrameReader.Line line = frames.next();
            switch (line.kind()) {
                case 'h' -> started = true;
                case 'b' -> sink.begun(line.word());
                case 'e' -> {
                    FrameReader.Frame frame = line.frame();
                    if (frame != null) {
                        sink.ended(frame.name(), frame.body(), line.word());
                    }
                }
                case 'p' -> {
                    settle();
                    FrameSink.Supply supply = sink.asked(line.word());
                    write(false, () -> send(supply));
                }
                case 'x' -> {
                    settle();
                    return status(line.word());
                }
                default -> throw new IOException("a frame of no known kind: " + line.kind());
            }
        }
    }

    private static int status(String word) throws IOException {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new IOException("a script's status is no number: " + word, e);
        }
    }

    private void send(FrameSink.Supply supply) throws IOException {
        try (ItemStream items = new ItemStream(out, supply.size(), token)) {
            supply.writer().writeTo(items);
        }
        out.flush();
    }

    /** What a writing does. */
    private interface Writing {
        void run() throws IOException;
    }

    /** Writes on a thread of its own, while this one reads, since the host may print before it has read everything. */
    private void write(boolean here, Writing what) throws IOException {
        if (here) {
            what.run();
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        what.run();
                        done.complete(null);
                    } catch (IOException | RuntimeException e) {
                        done.completeExceptionally(e);
                        cut.run();
                    }
                },
                "jforge-writer");
        thread.setDaemon(true);
        writing = done;
        writer = thread;
        thread.start();
    }

    /** Waits for the writing to end: the host has read it, or says so only after it has. */
    private void settle() throws IOException {
        if (writing == null) {
            return;
        }
        try {
            writing.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        } finally {
            writing = null;
        }
    }

    /** The writer's failure, when that is why the reader found the end. */
    private IOException cause(IOException e) {
        CompletableFuture<Void> done = writing;
        if (done != null && done.isCompletedExceptionally()) {
            try {
                done.join();
            } catch (CompletionException written) {
                if (written.getCause() instanceof IOException reason && !(reason instanceof InterruptedIOException)) {
                    reason.addSuppressed(e);
                    return reason;
                }
            }
        }
        return e;
    }
}
