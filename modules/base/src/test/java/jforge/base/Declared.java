package jforge.base;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jforge.plan.Value;
import jforge.resource.Fields;
import jforge.source.Mark;

/** A declaration as the engine would hand it over: texts, flags, {@link Value.Text}s and local files by name. */
record Declared(Map<String, Object> attributes) implements Fields {
    @Override
    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    @Override
    public String text(String name) {
        return get(name, String.class).orElseThrow();
    }

    @Override
    public Optional<String> optionalText(String name) {
        return get(name, String.class);
    }

    @Override
    public Optional<Value.Text> sensitive(String name) {
        return get(name, Object.class)
                .map(value -> value instanceof String text ? (Value.Text) Value.of(text) : (Value.Text) value);
    }

    @Override
    public Optional<Boolean> flag(String name) {
        return get(name, Boolean.class);
    }

    @Override
    public Optional<Long> number(String name) {
        return get(name, Long.class);
    }

    @Override
    public List<String> texts(String name) {
        return List.of();
    }

    @Override
    public Optional<LocalFile> localFile(String name) {
        return get(name, LocalFile.class);
    }

    @Override
    public Mark mark(String name) {
        return new Mark("site.yaml", 1, 1);
    }

    private <T> Optional<T> get(String name, Class<T> type) {
        return Optional.ofNullable(attributes.get(name)).map(type::cast);
    }
}
