package jforge.plan;

/** What becomes of a resource. */
public enum Verdict {
    /** As declared already. */
    NO_CHANGE(" "),
    /** Is not there and will be. */
    CREATE("+"),
    /** Is there and differs. */
    UPDATE("~"),
    /** Has to go and be made anew. */
    REPLACE("±"),
    /** Is there and must not be. */
    DELETE("-"),
    /** Only an effect is due: a restart, a reload. */
    EFFECT("*"),
    /** Can't be seen before another change of this plan; all its steps are planned and test first. */
    UNKNOWN("?"),
    /** Can't be decided until another change is made; nothing is planned, run again. */
    DEFERRED(">"),
    /** Stopped by a guard, or behind something that is; nothing is planned. */
    REFUSED("!");

    private final String sign;

    Verdict(String sign) {
        this.sign = sign;
    }

    /** One character in front of the resource in a plan. */
    public String sign() {
        return sign;
    }

    /** Whether applying does something. */
    public boolean acts() {
        return this != NO_CHANGE && this != DEFERRED && this != REFUSED;
    }
}
