package jforge.resource;

/** What a host printed can't be understood; the message says what was expected. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableException(String message) {
        super(message);
    }
}
