package jforge.declare;

/** A value depends on facts of a host that hasn't told them. */
final class NeedsFactsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String host;

    /**
     * @param host whose facts they are
     * @param reference what was looked up: "facts.cpus"
     */
    NeedsFactsException(String host, String reference) {
        super(reference, null, false, false);
        this.host = host;
    }

    String host() {
        return host;
    }
}
