package jforge.plan;

/** How much a step can hurt; from {@link #RISKY} on it is done only where it is allowed by name. */
public enum Danger {
    /** Nobody notices but those who look. */
    NONE,
    /** Something is away for a moment: a restart. */
    DISRUPTIVE,
    /** May take away what others need; can be undone. */
    RISKY,
    /** Data is gone. */
    DESTRUCTIVE;

    public boolean mustBeAllowed() {
        return compareTo(RISKY) >= 0;
    }
}
