package jforge.transport;

import java.io.IOException;

/**
 * One shell on one host: scripts run in it one after the other, in one process, over one channel, until it is closed.
 *
 * <p>The script runs under {@code sh} whatever the login shell, with {@code LC_ALL=C}; {@code $T} holds the run's random
 * token, and {@code $STATE} jforge's directory on the host: {@code /var/lib/jforge} for root, else {@code
 * ${XDG_STATE_HOME:-$HOME/.local/state}/jforge}; {@code $LOGIN} says by what the session was let in: {@code USER TYPE
 * BASE64} by a public key, {@code USER -} by none, {@code -} where there is no session, and nothing where that isn't known
 * (a certificate). What it prints on standard output comes back whole and in order;
 * standard error apart.
 */
public interface Shell extends AutoCloseable {
    /**
     * Runs one script: one round trip. Frames in its output are made with {@link #token}.
     *
     * @param sink told of the script's frames while it runs
     * @return the exit status, and the end of what was printed on standard error
     * @throws TransportException if the connection ends before the script does
     */
    Result run(String script, FrameSink sink) throws IOException;

    /** 32 hex digits, drawn for this shell: the content of {@code $T}. */
    String token();

    /**
     * Asks a running script to stop before its next step: makes the file {@code $STATE/stop-$T} over a second channel.
     * Any thread may call it.
     */
    void stop() throws IOException;

    @Override
    void close();

    /** @param status 0 to 255 */
    record Result(int status, String errors) {}
}
