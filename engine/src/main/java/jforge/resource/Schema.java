package jforge.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an inventory may say of a type: checked before it is parsed, and printed as its reference.
 *
 * @param summary one sentence: what it manages
 * @param attributes the first one is the value of the type's key
 * @param examples whole resources as YAML, each of which a test parses
 * @param within the required path without which the first attribute names no one thing: a line's file; empty for none
 */
public record Schema(String summary, List<Attribute> attributes, List<String> examples, Optional<String> within) {
    /** What every resource may say: no type's key and no attribute. */
    public static final List<String> COMMON = List.of("on", "except", "each", "once", "requires", "when-changed");

    public Schema {
        attributes = List.copyOf(attributes);
        examples = List.copyOf(examples);
    }

    /** @param doc what it means, its default, its units: a sentence */
    public record Attribute(String name, Kind kind, boolean required, String doc) {}

    /** The shape of an attribute's value. */
    public enum Kind {
        /** Text; a number is taken as written. No secret. */
        TEXT("text"),
        /** Text that may hold secrets: goes to the host in a payload, and is masked wherever it is shown. */
        SENSITIVE_TEXT("text, may hold secrets"),
        /** An absolute path on the host; "." and doubled slashes are tidied away. */
        PATH("absolute path"),
        /** File permissions, three or four octal digits, quoted or not: 0644. */
        MODE("octal mode"),
        /** true or false. */
        FLAG("true or false"),
        /** A whole number. */
        NUMBER("whole number"),
        /** A list of texts; one text is a list of one. */
        TEXTS("list of texts"),
        /** A map of names to texts; no secret. */
        TEXT_MAP("map of texts"),
        /** A list of names, or a map of names to texts; no secret. */
        NAMES("list of names, or map of names to texts"),
        /** A map of names to texts that may hold secrets. */
        SENSITIVE_MAP("map of texts, may hold secrets"),
        /** A template's name, rendered by the engine: {@link Fields#sensitive} gives what came out. */
        TEMPLATE("template name"),
        /** What the template sees as {@code with}: a map of anything. */
        WITH("map"),
        /** A file beside the inventory: {@link Fields#localFile}. */
        LOCAL_FILE("path beside the inventory"),
        /** A directory beside the inventory: {@link Fields#localTree}. */
        LOCAL_TREE("directory beside the inventory"),
        /** A text file beside the inventory, of at most 1 MiB, no secret: {@link Fields#localText}. */
        LOCAL_TEXT("path of a text file beside the inventory");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        /** For messages and the reference. */
        public String shown() {
            return shown;
        }
    }

    public static Builder of(String summary) {
        return new Builder(summary);
    }

    /** Collects attributes in the order they are documented in. */
    public static final class Builder {
        private final String summary;
        private final List<Attribute> attributes = new ArrayList<>();
        private final List<String> examples = new ArrayList<>();
        private Optional<String> within = Optional.empty();

        private Builder(String summary) {
            this.summary = summary;
        }

        public Builder required(String name, Kind kind, String doc) {
            attributes.add(new Attribute(name, kind, true, doc));
            return this;
        }

        public Builder optional(String name, Kind kind, String doc) {
            attributes.add(new Attribute(name, kind, false, doc));
            return this;
        }

        /** A required attribute: things are called "TYPE FIRST in VALUE", and "TYPE FIRST" as well where that is one thing. */
        public Builder within(String name, String doc) {
            within = Optional.of(name);
            return required(name, Kind.PATH, doc);
        }

        /** @param yaml one whole resource, without the leading dash */
        public Builder example(String yaml) {
            examples.add(yaml);
            return this;
        }

        public Schema build() {
            return new Schema(summary, attributes, examples, within);
        }
    }
}
