package jforge.pools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jforge.resource.Beside;
import jforge.resource.Fields;
import jforge.resource.Schema;
import jforge.resource.Section;
import jforge.source.InventoryErrors;
import jforge.source.Nearest;

/** {@code pools:}, applications that use every processor behind one address. Each entry is one pool, of one kind. */
public final class PoolsSection implements Section {
    /** The first is what an entry without {@code kind} is. */
    private static final List<PoolKind> KINDS = List.of(new NodePools());

    @Override
    public String key() {
        return "pools";
    }

    @Override
    public Schema schema() {
        Schema.Builder schema = Schema.of(
                        "Applications with several worker processes behind one address; a change of one is"
                                + " a reload that loses no request.")
                .required(
                        "name",
                        Schema.Kind.TEXT,
                        "The pool's name, which is its unit's too: lower-case letters, digits, - and _.")
                .optional(
                        "kind",
                        Schema.Kind.TEXT,
                        "What runs in it: " + names(KINDS) + ". Default: "
                                + KINDS.get(0).name() + ".")
                .optional("absent", Schema.Kind.FLAG, "true: it is stopped in order and removed.");
        Map<String, Schema.Attribute> attributes = new LinkedHashMap<>();
        KINDS.forEach(kind -> kind.attributes().forEach(a -> attributes.putIfAbsent(a.name(), a)));
        attributes.values().forEach(a -> schema.optional(a.name(), a.kind(), a.doc()));
        return schema.example(
                        "name: shop\nrelease: app\ncommand: node app.js\nlisten: 8080\n" + "env: { DB_HOST: db1 }\n")
                .build();
    }

    @Override
    public List<Meant<?, ?>> resources(List<Fields> entries, Beside files) {
        InventoryErrors.Collector errors = new InventoryErrors.Collector();
        Map<PoolKind, List<Fields>> byKind = new LinkedHashMap<>();
        for (Fields entry : entries) {
            errors.attempt(() ->
                    byKind.computeIfAbsent(kind(entry), k -> new ArrayList<>()).add(entry));
        }
        errors.attempt(() -> Collisions.check(entries));
        errors.check();
        List<Meant<?, ?>> meant = new ArrayList<>();
        byKind.forEach((kind, its) -> errors.attempt(() -> meant.addAll(kind.meant(its, files))));
        errors.check();
        return meant;
    }

    /** @throws jforge.source.InventoryException if there is no such kind, or it has no attribute that the entry has */
    private static PoolKind kind(Fields entry) {
        String name = entry.optionalText("kind").orElse(KINDS.get(0).name());
        PoolKind kind = KINDS.stream()
                .filter(k -> k.name().equals(name))
                .findFirst()
                .orElseThrow(() -> entry.fault(
                        "kind",
                        "there is no kind of pool \"" + name + "\""
                                + Nearest.hint(
                                        name, KINDS.stream().map(PoolKind::name).toList())));
        Set<String> own = kind.attributes().stream().map(Schema.Attribute::name).collect(Collectors.toSet());
        InventoryErrors.Collector errors = new InventoryErrors.Collector();
        for (PoolKind other : KINDS) {
            other.attributes().stream()
                    .map(Schema.Attribute::name)
                    .filter(a -> !own.contains(a) && entry.has(a))
                    .forEach(a -> errors.add(entry.fault(
                            a, "\"" + a + "\" is for pools of kind " + other.name() + ", and this one is " + name)));
        }
        if (entry.flag("absent").orElse(false)) {
            own.stream()
                    .filter(entry::has)
                    .sorted()
                    .forEach(a ->
                            errors.add(entry.fault(a, "a pool that is absent has no " + a + "; remove it or absent")));
        }
        errors.check();
        return kind;
    }

    private static String names(List<PoolKind> kinds) {
        return kinds.stream().map(PoolKind::name).collect(Collectors.joining(" or "));
    }
}
