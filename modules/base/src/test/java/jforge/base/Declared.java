package jforge.base;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jforge.plan.Value;
import jforge.resource.Fields;
import jforge.resource.LocalTree;
import jforge.source.Mark;

/** A declaration as the engine would hand it over, as a map; texts stand for flags, numbers and lists as well. */
record Declared(Map<String, Object> attributes) implements Fields {
    @Override
    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    @Override
    public String text(String name) {
        return optionalText(name).orElseThrow();
    }

    @Override
    public Optional<String> optionalText(String name) {
        return Optional.ofNullable(attributes.get(name)).map(Object::toString);
    }

    @Override
    public Optional<Value.Text> sensitive(String name) {
        return Optional.ofNullable(attributes.get(name))
                .map(v -> v instanceof Value.Text text ? text : new Value.Text(List.of(new Value.Span("" + v, false))));
    }

    @Override
    public Optional<Boolean> flag(String name) {
        return optionalText(name).map(Boolean::valueOf);
    }

    @Override
    public Optional<Long> number(String name) {
        return optionalText(name).map(Long::valueOf);
    }

    @Override
    public List<String> texts(String name) {
        if (attributes.get(name) instanceof List<?> list) {
            return list.stream().map(Object::toString).toList();
        }
        return optionalText(name).map(t -> List.of(t.split(" "))).orElse(List.of());
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Value.Text> map(String name) {
        return (Map<String, Value.Text>) attributes.getOrDefault(name, Map.of());
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Optional<String>> names(String name) {
        return (Map<String, Optional<String>>) attributes.getOrDefault(name, Map.of());
    }

    @Override
    public boolean triggered() {
        return attributes.containsKey("when-changed");
    }

    @Override
    public Optional<LocalFile> localFile(String name) {
        return Optional.ofNullable(attributes.get(name)).map(LocalFile.class::cast);
    }

    @Override
    public Optional<String> localText(String name) {
        return optionalText(name);
    }

    @Override
    public Optional<LocalTree> localTree(String name, List<String> exclude) {
        return Optional.ofNullable(attributes.get(name)).map(LocalTree.class::cast);
    }

    @Override
    public Mark mark(String name) {
        return new Mark("site.yaml", 1, 1);
    }

    @Override
    public Mark mark(String name, String entry) {
        return mark(name);
    }
}
