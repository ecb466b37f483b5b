package jforge.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A server ended a connection before the login was decided, as one does that is busy or just reloads. */
final class Dropped extends IOException {
    private static final long serialVersionUID = 1L;

    Dropped(@Nullable Throwable cause) {
        super(cause == null ? "the connection ended" : String.valueOf(cause.getMessage()), cause);
    }
}
