package jforge.inventory;

/** How a host is reached. */
public enum Connection {
    SSH,
    /** The machine that jforge runs on, without SSH. */
    LOCAL,
    /** A disposable host made out of the machine that jforge runs on. */
    SANDBOX
}
