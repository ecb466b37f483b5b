package jforge.declare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jforge.plan.Command;
import jforge.plan.Danger;
import jforge.plan.Value;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Effect;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Schema.Kind;
import jforge.resource.Seen;
import org.jspecify.annotations.Nullable;

/** Types that keep what they were given, for looking at it. */
public final class FakeTypes {
    private FakeTypes() {}

    public static Map<String, ResourceType<?, ?>> all() {
        Map<String, ResourceType<?, ?>> types = new LinkedHashMap<>();
        types.put(
                "file",
                new Fake(
                        Schema.of("A file.")
                                .required("file", Kind.PATH, "where it stands.")
                                .optional("content", Kind.SENSITIVE_TEXT, "its text.")
                                .optional("template", Kind.TEMPLATE, "a template of it.")
                                .optional("with", Kind.WITH, "what the template sees.")
                                .optional("source", Kind.LOCAL_FILE, "a file to copy.")
                                .optional("mode", Kind.MODE, "its permissions.")
                                .optional("follow", Kind.FLAG, "follow links.")
                                .build(),
                        "file"));
        types.put(
                "package",
                new Fake(
                        Schema.of("A package.")
                                .required("package", Kind.TEXT, "its name.")
                                .optional("version", Kind.TEXT, "its version.")
                                .optional("options", Kind.TEXTS, "more.")
                                .optional("priority", Kind.NUMBER, "its pin.")
                                .build(),
                        "package"));
        types.put(
                "link",
                new Fake(
                        Schema.of("A link.")
                                .required("link", Kind.PATH, "where it stands.")
                                .required("to", Kind.TEXT, "where it leads.")
                                .build(),
                        "link"));
        return types;
    }

    /** Attributes by name, as values. */
    public record Wanted(Map<String, Object> attributes) {
        /** For comparing in tests: secrets masked. */
        public String shown(String name) {
            Object value = attributes.get(name);
            return value instanceof Value.Text text ? text.shown() : String.valueOf(value);
        }
    }

    record Fake(Schema schema, String key) implements ResourceType<Wanted, String> {
        @Override
        public Wanted parse(Fields fields) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (Schema.Attribute attribute : schema.attributes()) {
                value(fields, attribute).ifPresent(v -> values.put(attribute.name(), v));
            }
            return new Wanted(values);
        }

        private static Optional<?> value(Fields fields, Schema.Attribute attribute) {
            String name = attribute.name();
            if (!fields.has(name)) {
                return Optional.empty();
            }
            return switch (attribute.kind()) {
                case TEXT, PATH, MODE -> fields.optionalText(name);
                case SENSITIVE_TEXT, TEMPLATE -> fields.sensitive(name);
                case FLAG -> fields.flag(name);
                case NUMBER -> fields.number(name);
                case TEXTS -> Optional.of(fields.texts(name));
                case TEXT_MAP, SENSITIVE_MAP -> Optional.of(fields.map(name));
                case NAMES -> Optional.of(fields.names(name));
                case LOCAL_FILE -> fields.localFile(name);
                case LOCAL_TREE -> fields.localTree(name, List.of());
                case LOCAL_TEXT -> fields.localText(name);
                case WITH -> Optional.empty();
            };
        }

        @Override
        public Identity identity(Wanted desired) {
            String name = String.valueOf(desired.attributes().get(key));
            return key.equals("package") ? new Identity(key, name) : Identity.path(name);
        }

        @Override
        public List<Edge> edges(Wanted desired) {
            return List.of();
        }

        @Override
        public List<Question<?>> questions(Wanted desired) {
            return List.of();
        }

        @Override
        public String read(Wanted desired, Answers answers) {
            return "";
        }

        @Override
        public Proposal propose(Wanted desired, Seen<String> seen) {
            return Proposal.nothing();
        }

        @Override
        public @Nullable Effect effect(Wanted desired, Seen<String> seen) {
            return key.equals("file") ? new Effect("tell", new Command(":", ":"), Danger.NONE) : null;
        }
    }
}
