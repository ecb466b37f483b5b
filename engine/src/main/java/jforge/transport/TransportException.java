package jforge.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A host can't be reached, or was lost. The message says which, why, and what to do. */
public final class TransportException extends IOException {
    private static final long serialVersionUID = 1L;

    public TransportException(String message) {
        super(message);
    }

    /** @param cause null where nothing was thrown */
    public TransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
