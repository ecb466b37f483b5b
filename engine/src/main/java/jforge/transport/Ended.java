package jforge.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a shell ended that had a script to run.
 *
 * @param status its exit status; null if none came
 * @param signal the signal that killed it; null if none did
 * @param errors the end of its standard error
 */
record Ended(@Nullable Integer status, @Nullable String signal, String errors) {
    /** The exception that says so. */
    TransportException in(String host, IOException cause) {
        String how;
        if (signal != null) {
            how = "the shell was killed by signal " + signal;
        } else if (status != null) {
            how = "the shell ended with status " + status;
        } else {
            how = "the connection was lost";
        }
        String last = errors.strip();
        String said = last.isEmpty() ? "" : ", the last it said: " + last.substring(last.lastIndexOf('\n') + 1);
        String reason =
                cause.getMessage() == null || status != null || signal != null ? "" : " (" + cause.getMessage() + ")";
        return new TransportException(
                host + ": " + how + " before its script did" + reason + said
                        + "; a command that ran then may run on: plan again to see what is owed",
                cause);
    }
}
