package jforge.transport;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Told of the frames of a running script, on the thread that runs it.
 *
 * <p>A script prints a frame as {@code begin NAME}, any bytes, {@code end WORD}, where {@code begin} and {@code end} are
 * functions of the loader; outside of frames nothing is read. {@code ask NAME} stands for a frame whose body is empty and
 * that wants bytes back.
 */
public interface FrameSink {
    /** A frame began. */
    default void begun(String name) throws IOException {}

    /**
     * A frame ended.
     *
     * @param body the exact bytes between
     * @param word what the script said at the end: a status
     */
    void ended(String name, byte[] body, String word) throws IOException;

    /**
     * The script asked for bytes with {@code pull NAME}; it reads exactly as many as are announced.
     *
     * @return what to send
     * @throws IOException if they can't be had: the shell is closed then
     */
    default Supply asked(String name) throws IOException {
        throw new IOException("nothing to send for " + name);
    }

    /** Bytes to send: their exact number, and the writer of just so many. */
    record Supply(long size, Writer writer) {
        /** Writes the bytes. */
        public interface Writer {
            void writeTo(OutputStream out) throws IOException;
        }
    }
}
