package jforge.plan;

/**
 * What a step changes of one attribute.
 *
 * @param attribute the inventory's name for it: "mode", "content"
 * @param before what was seen
 * @param after what will be
 */
public record Difference(String attribute, Value before, Value after) {
    /** The attribute that says whether the thing is there at all. */
    public static final String PRESENCE = "presence";

    /** Secret when either side is. */
    public boolean isSecret() {
        return before.isSecret() || after.isSecret();
    }
}
