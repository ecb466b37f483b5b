package jforge.sandbox;

import java.io.IOException;

/** A sandbox can't be made, found or removed here. The message says why, and what to do instead. */
public final class SandboxException extends IOException {
    private static final long serialVersionUID = 1L;

    SandboxException(String message) {
        super(message);
    }

    SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
