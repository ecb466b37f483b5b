package jforge.plan;

import java.util.List;
import java.util.stream.Collectors;

/** One side of a {@link Difference}. */
public sealed interface Value {
    /** There is no such thing. */
    record Absent() implements Value {}

    /** Can't be known before another change is made. */
    record Unknown() implements Value {}

    /** Text; some of its spans may be secret. */
    record Text(List<Span> spans) implements Value {
        public Text {
            spans = List.copyOf(spans);
        }

        /** The whole text, secrets included: for payloads and comparing, never for showing. */
        public String revealed() {
            return spans.stream().map(Span::text).collect(Collectors.joining());
        }
    }

    /**
     * Content too large, too binary or too secret to carry.
     *
     * @param digest of the content: "sha256:" and 64 hex digits, or "keyed:" and 64 where the wanted content is secret; that
     *     one isn't shown either, since a guess could be tried out
     * @param size in bytes; -1 where it is not known
     */
    record Blob(String digest, long size, boolean secret) implements Value {}

    record Span(String text, boolean secret) {}

    static Value absent() {
        return new Absent();
    }

    static Value unknown() {
        return new Unknown();
    }

    static Value of(String text) {
        return new Text(List.of(new Span(text, false)));
    }

    static Value of(long number) {
        return of(Long.toString(number));
    }

    static Value of(boolean flag) {
        return of(flag ? "yes" : "no");
    }

    static Value secret(String text) {
        return new Text(List.of(new Span(text, true)));
    }

    default boolean isSecret() {
        if (this instanceof Text text) {
            return text.spans().stream().anyMatch(Span::secret);
        }
        return this instanceof Blob blob && blob.secret();
    }

    /** For eyes: every secret span is masked. */
    default String shown() {
        if (this instanceof Text text) {
            return text.spans().stream()
                    .map(s -> s.secret() ? "(secret)" : s.text())
                    .collect(Collectors.joining());
        }
        if (this instanceof Blob blob && blob.secret()) {
            return "(withheld)";
        }
        if (this instanceof Blob blob) {
            String size = blob.size() < 0 ? "" : blob.size() + " bytes, ";
            return "(" + size
                    + blob.digest().substring(0, Math.min(19, blob.digest().length())) + ")";
        }
        return this instanceof Absent ? "(absent)" : "(unknown)";
    }
}
