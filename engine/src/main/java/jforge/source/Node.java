package jforge.source;

import java.util.List;
import java.util.Optional;

/** A piece of YAML with its place. */
public sealed interface Node {
    Mark mark();

    /** What a plain scalar stands for in the YAML 1.2 core schema; a quoted one is always {@link #TEXT}. */
    enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL
    }

    /**
     * @param text as written, quotes and folding undone
     * @param kind what it stands for
     */
    record Scalar(String text, Kind kind, Mark mark) implements Node {}

    record Sequence(List<Node> items, Mark mark) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Entries in the order written; no key stands twice. */
    record Mapping(List<Entry> entries, Mark mark) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Node> get(String key) {
            return entries.stream()
                    .filter(e -> e.key().text().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    record Entry(Scalar key, Node value) {}

    /** What it is, for a message: "a list", "a map", "a number" ... */
    default String described() {
        if (this instanceof Sequence) {
            return "a list";
        }
        if (this instanceof Scalar scalar) {
            return switch (scalar.kind()) {
                case TEXT -> "text";
                case INTEGER, DECIMAL -> "a number";
                case BOOLEAN -> "true or false";
                case NULL -> "nothing";
            };
        }
        return "a map";
    }
}
