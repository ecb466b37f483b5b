package jforge.exec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command on one host.
 *
 * @param status its exit status, 0 to 255; 0 where it was not run
 * @param output what it printed, standard output and error as they came; at most {@link Execution#most} bytes
 * @param leftOut how many bytes more it printed
 * @param lost why the host could not be reached, or was lost while it ran; null where it ended
 */
public record Ran(
        String host,
        int status,
        byte[] output,
        long leftOut,
        @Nullable String lost) {
    /** Whether both ended alike: what is shown once. */
    public boolean sameAs(Ran other) {
        return status == other.status
                && leftOut == other.leftOut
                && lost == null
                && other.lost == null
                && Arrays.equals(output, other.output);
    }
}
