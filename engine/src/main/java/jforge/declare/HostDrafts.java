package jforge.declare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jforge.plan.Ref;
import jforge.resource.Identity;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Seen;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.source.Node;
import org.jspecify.annotations.Nullable;

/** Collects what is declared of one host. */
final class HostDrafts {
    private final Scope scope;
    private final Sources sources;
    private final Map<Identity, Draft<?, ?>> drafts = new LinkedHashMap<>();
    private final Map<String, Identity> labels = new LinkedHashMap<>();
    private final Map<Ref, List<Ref>> parts = new LinkedHashMap<>();
    private final List<Undeclared> undeclared = new ArrayList<>();
    private final Map<String, List<String>> shared = new LinkedHashMap<>();
    private final HostSections sections;

    HostDrafts(Scope scope, Sources sources) {
        this.scope = scope;
        this.sources = sources;
        this.sections = new HostSections(scope, sources, this);
    }

    HostSections sections() {
        return sections;
    }

    Collection<Draft<?, ?>> drafts() {
        return drafts.values();
    }

    List<Undeclared> undeclared() {
        return undeclared;
    }

    /** @throws InventoryException if the entry is wrong for this host, or contradicts an earlier one */
    void add(Entry<ResourceType<?, ?>> entry) {
        try {
            for (Scope each : repetitions(entry)) {
                addOne(entry, each);
            }
        } catch (NeedsFactsException e) {
            await(entry.mark(), e);
        }
    }

    /**
     * Adds what the declared things stand for; what is declared itself takes its part's place.
     *
     * @throws InventoryException if two stand for the same thing, each in its own way
     */
    void expand() {
        List<Draft<?, ?>> declared = List.copyOf(drafts.values());
        Set<Identity> own = Set.copyOf(drafts.keySet());
        for (Draft<?, ?> draft : declared) {
            List<Draft<?, ?>> taken = new ArrayList<>(draft.parts());
            taken.removeIf(part -> own.contains(part.identity()));
            for (Draft<?, ?> part : taken) {
                Draft<?, ?> first = drafts.get(part.identity());
                if (first != null && !first.agrees(part)) {
                    throw new InventoryException(
                            draft.mark(),
                            "both " + draft.ref().label() + " and what is declared in " + first.mark() + " bring "
                                    + first.ref().label() + "; exclude it from one of them");
                }
                add(part);
            }
            if (!taken.isEmpty()) {
                List<Ref> refs = new ArrayList<>();
                taken.forEach(part -> refs.add(part.ref()));
                parts.put(draft.ref(), refs);
            }
        }
    }

    /** Whether the entry is for this host, only the host's facts will tell. */
    void await(Entry<?> entry) {
        undeclared.add(new Undeclared(null, entry.mark(), scope.host().name(), "facts"));
    }

    /** What is declared at the mark, only some host's facts will tell. */
    void await(Mark mark, NeedsFactsException missing) {
        undeclared.add(new Undeclared(null, mark, missing.host(), String.valueOf(missing.getMessage())));
    }

    /** What an entry for one of several hosts declares is known on all of them. */
    void share(String label, Entry<?> entry) {
        shared.put(label, entry.matched().hosts());
    }

    List<Scope> repetitions(Entry<?> entry) {
        if (entry.each() == null) {
            return List.of(scope);
        }
        Node over = Interpolation.of(entry.each(), scope);
        if (over instanceof Node.Sequence list) {
            return list.items().stream().map(scope::with).toList();
        }
        throw new InventoryException(over.mark(), "\"each\" must be a list, found " + over.described());
    }

    private void addOne(Entry<ResourceType<?, ?>> entry, Scope at) {
        String label = null;
        try {
            label = label(entry, at);
            if (entry.once()) {
                share(label, entry);
            }
            add(draft(entry.of(), entry, at, label));
        } catch (NeedsFactsException e) {
            undeclared.add(new Undeclared(label, entry.mark(), e.host(), String.valueOf(e.getMessage())));
        }
    }

    private static String label(Entry<ResourceType<?, ?>> entry, Scope at) {
        Schema schema = entry.of().schema();
        String place = schema.attributes().stream()
                .filter(a -> schema.within().filter(a.name()::equals).isPresent())
                .map(a -> entry.written().get(a.name()) == null ? "" : " in " + value(a, entry, at))
                .findFirst()
                .orElse("");
        return entry.of().key() + " " + value(schema.attributes().get(0), entry, at) + place;
    }

    private static String value(Schema.Attribute attribute, Entry<?> entry, Scope at) {
        Node written = entry.written().get(attribute.name());
        Node value = Interpolation.of(java.util.Objects.requireNonNull(written), at);
        return attribute.kind() == Schema.Kind.PATH ? Shape.path(attribute, value) : Shape.text(attribute, value);
    }

    private <D, S> Draft<D, S> draft(ResourceType<D, S> type, Entry<?> entry, Scope at, String label) {
        DeclaredFields fields = new DeclaredFields(
                type.schema(), entry.mark(), at, sources, entry.links().whenChanged() != null);
        fields.put(entry.written());
        D desired = type.parse(fields);
        Node triggers = entry.links().whenChanged();
        if (triggers != null && type.effect(desired, Seen.unknown()) == null) {
            throw new InventoryException(
                    triggers.mark(),
                    "\"when-changed\" has no meaning for " + label
                            + ", which runs nothing then; it is for a service that runs, and for a command");
        }
        return new Draft<>(
                new Ref(scope.host().name(), label),
                type,
                desired,
                entry.mark(),
                references(entry.links().requires(), "requires", at),
                references(entry.links().whenChanged(), "when-changed", at));
    }

    void add(Draft<?, ?> draft) {
        Identity identity = draft.identity();
        Draft<?, ?> first = drafts.get(identity);
        Identity sameLabel = labels.putIfAbsent(draft.ref().label(), identity);
        if (first == null && sameLabel != null) {
            first = drafts.get(sameLabel);
        }
        if (first == null) {
            drafts.put(identity, draft);
        } else if (first.agrees(draft)) {
            drafts.put(first.identity(), first.united(draft));
        } else {
            if (!first.type().key().equals(draft.type().key())) {
                throw new InventoryException(
                        draft.mark(),
                        draft.ref().label() + " and " + first.ref().label() + " in " + first.mark()
                                + " are one thing on " + scope.host().name()
                                + "; keep one of them, or leave this host out of one with except:");
            }
            throw new InventoryException(
                    draft.mark(),
                    draft.ref().label() + " is declared twice on "
                            + scope.host().name() + ", differently in " + first.mark()
                            + "; make them one, or leave this host out of one with except:");
        }
    }

    static List<Node.Scalar> references(@Nullable Node written, String key, Scope at) {
        if (written == null) {
            return List.of();
        }
        Node node = Interpolation.of(written, at);
        List<Node> items = node instanceof Node.Sequence list ? list.items() : List.of(node);
        List<Node.Scalar> references = new ArrayList<>();
        for (Node item : items) {
            if (!(item instanceof Node.Scalar scalar) || scalar.kind() != Node.Kind.TEXT) {
                throw new InventoryException(
                        item.mark(),
                        "\"" + key + "\" is a list of resources such as [package nginx], found " + item.described());
            }
            if (Taint.in(scalar.text())) {
                throw new InventoryException(item.mark(), "a secret can't be used here: \"" + key + "\" is shown");
            }
            references.add(scalar);
        }
        return references;
    }

    /** What is done here for other hosts, too, goes by the same label there, unless they have one such of their own. */
    void shareTo(Labels all) {
        shared.forEach((label, hosts) -> all.share(scope.host().name(), label, hosts));
    }

    void addTo(Labels all) {
        parts.forEach(all::expand);
        String host = scope.host().name();
        labels.forEach((label, identity) -> {
            Draft<?, ?> draft = drafts.get(identity);
            if (draft != null) {
                all.add(host, label, draft.ref());
            }
        });
        for (Undeclared one : undeclared) {
            if (one.label() == null) {
                all.addUnknown(host);
            } else {
                all.add(host, one.label(), new Ref(host, one.label()));
            }
        }
    }
}
