package jforge.pools;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jforge.resource.Fields;
import jforge.resource.Schema;

/** The shapes of values in the supervisor's configuration: how each is read from a declaration. */
enum NodeValue {
    TEXT(Schema.Kind.TEXT, "a text that is not empty", text -> text.isEmpty() ? Optional.empty() : Optional.of(text)),
    WORDS(Schema.Kind.TEXTS, "a list of texts", Optional::of),
    MODE(Schema.Kind.MODE, "an octal mode", Optional::of),
    DURATION(
            Schema.Kind.TEXT,
            Quantity.DURATION.meant(),
            text -> Quantity.DURATION.of(text).map(Quantity.DURATION::text)),
    SIZE(Schema.Kind.TEXT, Quantity.SIZE.meant(), text -> Quantity.SIZE.of(text).map(Quantity.SIZE::text)),
    COUNT(Schema.Kind.TEXT, "a whole number, 0 or more", text -> whole(text, 0)),
    POSITIVE(Schema.Kind.TEXT, "a whole number, 1 or more", text -> whole(text, 1)),
    SHARE(
            Schema.Kind.TEXT,
            "a share such as 10%, at most 100%",
            text -> text.matches("\\d{1,3}%") && Integer.parseInt(text.replace("%", "")) <= 100
                    ? Optional.of(text)
                    : Optional.empty()),
    WORKERS(
            Schema.Kind.TEXT,
            "per-cpu, or a whole number, 1 or more",
            text -> text.equals("per-cpu") || text.equals("cpus") ? Optional.of("cpus") : whole(text, 1)),
    LISTEN(Schema.Kind.TEXT, ListenAddress.MEANT, text -> ListenAddress.of(text).map(ListenAddress::text)),
    READY(
            Schema.Kind.TEXT,
            "listen, message or http:/PATH",
            text -> text.matches("listen|message|http:/\\S*") ? Optional.of(text) : Optional.empty()),
    SIGNAL(
            Schema.Kind.TEXT,
            "one of SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR2",
            text -> text.matches("SIG(TERM|INT|QUIT|HUP|USR2)") ? Optional.of(text) : Optional.empty()),
    VERBOSITY(
            Schema.Kind.TEXT,
            "one of error, info, debug",
            text -> text.matches("error|info|debug") ? Optional.of(text) : Optional.empty());

    private final Schema.Kind shape;
    private final String meant;
    private final Function<String, Optional<?>> reader;

    NodeValue(Schema.Kind shape, String meant, Function<String, Optional<?>> reader) {
        this.shape = shape;
        this.meant = meant;
        this.reader = reader;
    }

    Schema.Kind shape() {
        return shape;
    }

    /**
     * What the configuration has for it: text, a number or a list of texts.
     *
     * @throws jforge.source.InventoryException if it is none; the message says what was meant
     */
    Object read(Fields fields, String attribute) {
        if (shape == Schema.Kind.TEXTS) {
            return List.copyOf(fields.texts(attribute));
        }
        String text = fields.text(attribute);
        Optional<?> value = reader.apply(text);
        return value.<Object>map(v -> v)
                .orElseThrow(() ->
                        fields.fault(attribute, "\"" + attribute + "\" must be " + meant + ", found \"" + text + "\""));
    }

    private static Optional<Long> whole(String text, long least) {
        return text.matches("\\d{1,15}") && Long.parseLong(text) >= least
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }
}
