package jforge.declare;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jforge.plan.Value;
import jforge.resource.Fields;
import jforge.resource.LocalTree;
import jforge.resource.Schema;
import jforge.source.InventoryErrors;
import jforge.source.Mark;
import jforge.source.Node;

/** The attributes of one resource on one host. */
final class DeclaredFields implements Fields {
    private final Schema schema;
    private final Mark whole;
    private final Scope scope;
    private final Sources sources;
    private final boolean triggered;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Object> values = new HashMap<>();

    /**
     * @param whole where the declaration stands
     * @param triggered whether it has {@code when-changed}
     */
    DeclaredFields(Schema schema, Mark whole, Scope scope, Sources sources, boolean triggered) {
        this.triggered = triggered;
        this.schema = schema;
        this.whole = whole;
        this.scope = scope;
        this.sources = sources;
    }

    /** Takes what was written; a fault in one attribute doesn't hide those of others. */
    void put(Map<String, Node> written) {
        InventoryErrors.Collector errors = new InventoryErrors.Collector();
        for (Schema.Attribute attribute : schema.attributes()) {
            Node node = written.get(attribute.name());
            if (node != null) {
                errors.attempt(() -> put(attribute, Interpolation.of(node, scope)));
            }
        }
        errors.check();
    }

    private void put(Schema.Attribute attribute, Node node) {
        nodes.put(attribute.name(), node);
        values.put(attribute.name(), value(attribute, node));
    }

    private Object value(Schema.Attribute attribute, Node node) {
        return switch (attribute.kind()) {
            case TEXT, TEMPLATE, LOCAL_TREE -> Shape.text(attribute, node);
            case SENSITIVE_TEXT -> Shape.sensitive(attribute, node);
            case PATH -> Shape.path(attribute, node);
            case MODE -> Shape.mode(attribute, node);
            case FLAG -> Shape.flag(attribute, node);
            case NUMBER -> Shape.number(attribute, node);
            case TEXTS -> Shape.texts(attribute, node);
            case NAMES -> Shape.names(attribute, node);
            case TEXT_MAP, SENSITIVE_MAP -> Shape.texts(attribute, Shape.map(attribute, node));
            case WITH -> Shape.map(attribute, node);
            case LOCAL_TEXT -> sources.files().text(Shape.text(attribute, node), node.mark());
            case LOCAL_FILE -> sources.files().get(Shape.text(attribute, node), node.mark());
        };
    }

    @Override
    public boolean has(String name) {
        attribute(name);
        return values.containsKey(name);
    }

    @Override
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> new IllegalStateException(name + " is not required"));
    }

    @Override
    public Optional<String> optionalText(String name) {
        return value(name, String.class, Schema.Kind.TEXT, Schema.Kind.PATH, Schema.Kind.MODE);
    }

    @Override
    public Optional<Value.Text> sensitive(String name) {
        Optional<String> text = value(name, String.class, Schema.Kind.SENSITIVE_TEXT, Schema.Kind.TEMPLATE);
        if (attribute(name).kind() == Schema.Kind.TEMPLATE) {
            text = text.map(template -> sources.templates().render(template, scope, with(), mark(name), where()));
        }
        return text.map(t -> sources.taint().split(t, mark(name)));
    }

    private Node.Mapping with() {
        return schema.attributes().stream()
                .filter(a -> a.kind() == Schema.Kind.WITH && values.containsKey(a.name()))
                .map(a -> (Node.Mapping) values.get(a.name()))
                .findFirst()
                .orElse(new Node.Mapping(List.of(), whole));
    }

    private String where() {
        String first = schema.attributes().get(0).name();
        return values.getOrDefault(first, "") + ", " + whole.file() + ":" + whole.line();
    }

    @Override
    public Optional<Boolean> flag(String name) {
        return value(name, Boolean.class, Schema.Kind.FLAG);
    }

    @Override
    public Optional<Long> number(String name) {
        return value(name, Long.class, Schema.Kind.NUMBER);
    }

    @Override
    public List<String> texts(String name) {
        return value(name, List.class, Schema.Kind.TEXTS).stream()
                .flatMap(list -> ((List<?>) list).stream())
                .map(String.class::cast)
                .toList();
    }

    @Override
    public Map<String, Value.Text> map(String name) {
        Map<String, Value.Text> texts = new LinkedHashMap<>();
        value(name, Map.class, Schema.Kind.TEXT_MAP, Schema.Kind.SENSITIVE_MAP)
                .ifPresent(map -> ((Map<?, ?>) map)
                        .forEach((key, text) ->
                                texts.put((String) key, sources.taint().split((String) text, mark(name)))));
        return texts;
    }

    @Override
    public Map<String, Optional<String>> names(String name) {
        Map<String, Optional<String>> names = new LinkedHashMap<>();
        value(name, Map.class, Schema.Kind.NAMES)
                .ifPresent(map -> ((Map<?, ?>) map)
                        .forEach((key, text) -> names.put((String) key, ((Optional<?>) text).map(String.class::cast))));
        return names;
    }

    @Override
    public boolean triggered() {
        return triggered;
    }

    @Override
    public Optional<LocalFile> localFile(String name) {
        return value(name, LocalFile.class, Schema.Kind.LOCAL_FILE);
    }

    @Override
    public Optional<String> localText(String name) {
        return value(name, String.class, Schema.Kind.LOCAL_TEXT);
    }

    @Override
    public Optional<LocalTree> localTree(String name, List<String> exclude) {
        return value(name, String.class, Schema.Kind.LOCAL_TREE)
                .map(root -> sources.files().tree(root, exclude, mark(name)));
    }

    @Override
    public Mark mark(String name) {
        Node node = nodes.get(name);
        return node == null ? whole : node.mark();
    }

    @Override
    public Mark mark(String name, String entry) {
        Node node = nodes.get(name);
        List<? extends Node> parts = node instanceof Node.Mapping map
                ? map.entries().stream().map(Node.Entry::key).toList()
                : node instanceof Node.Sequence list ? list.items() : List.of();
        return parts.stream()
                .filter(part ->
                        part instanceof Node.Scalar scalar && scalar.text().equals(entry))
                .map(Node::mark)
                .findFirst()
                .orElse(mark(name));
    }

    private <T> Optional<T> value(String name, Class<T> type, Schema.Kind... kinds) {
        if (!List.of(kinds).contains(attribute(name).kind())) {
            throw new IllegalArgumentException(name + " is " + attribute(name).kind());
        }
        return Optional.ofNullable(values.get(name)).map(type::cast);
    }

    private Schema.Attribute attribute(String name) {
        return schema.attributes().stream()
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the schema has no attribute " + name));
    }
}
