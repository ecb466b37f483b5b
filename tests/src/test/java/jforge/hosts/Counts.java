package jforge.hosts;

/** How often a test repeats: few times by default, as often as is claimed with {@code -Djforge.long=true}. */
public final class Counts {
    private Counts() {}

    /** One of both, by the property {@code jforge.long}. */
    public static int of(int shortCount, int longCount) {
        return Boolean.getBoolean("jforge.long") ? longCount : shortCount;
    }
}
