package jforge.transport;

import java.io.IOException;

/** A host can't be reached, or was lost. The message says which, why, and what to do. */
public final class TransportException extends IOException {
    private static final long serialVersionUID = 1L;

    public TransportException(String message) {
        super(message);
    }

    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
