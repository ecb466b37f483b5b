package jforge.declare;

import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleCollection;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import jforge.source.Node;
import org.jspecify.annotations.Nullable;

/** What a template sees: plain maps, lists, text, numbers and booleans, each looked up when it is used. */
record TemplateData(Scope scope, Node.Mapping with) {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?");

    TemplateHashModel root(ObjectWrapper wrapper) {
        Map<String, Function<String, Object>> roots = new LinkedHashMap<>();
        roots.put("vars", r -> vars(scope, wrapper));
        roots.put("facts", r -> object(scope.facts(r)));
        roots.put("host", r -> host(scope, wrapper));
        roots.put("hosts", r -> new Lazy(scope.hostNames(), name -> host(scope.of(name), wrapper), wrapper));
        roots.put(
                "secrets", r -> new Lazy(scope.secretNames(), name -> SecretFormat.text(scope.secret(name)), wrapper));
        roots.put("with", r -> object(with));
        Node each = scope.each();
        if (each != null) {
            roots.put("each", r -> object(each));
        }
        return new Lazy(
                roots.keySet(),
                name -> java.util.Objects.requireNonNull(roots.get(name)).apply(name),
                wrapper);
    }

    private static TemplateModel vars(Scope of, ObjectWrapper wrapper) {
        return new Lazy(of.host().vars().keySet(), name -> object(variable(of, name)), wrapper);
    }

    private static Node variable(Scope of, String name) {
        Node value =
                java.util.Objects.requireNonNull(of.host().vars().get(name)).value();
        return of.variable(name, new Reference("vars." + name, List.of(), value.mark()));
    }

    private static TemplateModel host(Scope of, ObjectWrapper wrapper) {
        Map<String, Object> host = new LinkedHashMap<>();
        host.put("name", of.host().name());
        host.put("address", of.host().address());
        host.put("vars", vars(of, wrapper));
        return new Lazy(host.keySet(), name -> java.util.Objects.requireNonNull(host.get(name)), wrapper);
    }

    private static Object object(Map<String, Node> nodes) {
        Map<String, Object> map = new LinkedHashMap<>();
        nodes.forEach((name, node) -> map.put(name, object(node)));
        return map;
    }

    /** Null for an empty value, which a template then misses as it would a name that isn't there. */
    private static @Nullable Object object(Node node) {
        if (node instanceof Node.Sequence list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.items().forEach(item -> items.add(object(item)));
            return items;
        }
        if (node instanceof Node.Mapping map) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            map.entries().forEach(e -> entries.put(e.key().text(), object(e.value())));
            return entries;
        }
        return scalar((Node.Scalar) node);
    }

    private static @Nullable Object scalar(Node.Scalar scalar) {
        String text = scalar.text();
        if (Taint.in(text)) {
            return SecretFormat.text(text);
        }
        return switch (scalar.kind()) {
            case NULL -> null;
            case BOOLEAN -> text.equalsIgnoreCase("true");
            // a number that wouldn't print as it was written, such as 0755 or 1.10, stays text
            case INTEGER, DECIMAL -> NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
            case TEXT -> text;
        };
    }

    /** A map whose values are made when they are asked for. */
    private record Lazy(Collection<String> names, Function<String, @Nullable Object> lookup, ObjectWrapper wrapper)
            implements TemplateHashModelEx {
        @Override
        public @Nullable TemplateModel get(String name) throws TemplateModelException {
            return names.contains(name) ? wrapper.wrap(lookup.apply(name)) : null;
        }

        @Override
        public boolean isEmpty() {
            return names.isEmpty();
        }

        @Override
        public int size() {
            return names.size();
        }

        @Override
        public TemplateCollectionModel keys() {
            return new SimpleCollection(names, wrapper);
        }

        @Override
        public TemplateCollectionModel values() throws TemplateModelException {
            List<@Nullable TemplateModel> all = new ArrayList<>();
            for (String name : names) {
                all.add(get(name));
            }
            return new SimpleCollection(all, wrapper);
        }
    }
}
