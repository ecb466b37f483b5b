package jforge.kit;

/**
 * A promise that a type doesn't keep.
 *
 * @param promise its name: "looking", "steps", "plan", "unknown", "repeat", "kill", "fail", "effect", "secret", "state"
 * @param text what was seen, a sentence
 */
public record Fault(String promise, String text) {
    @Override
    public String toString() {
        return promise + ": " + text;
    }
}
