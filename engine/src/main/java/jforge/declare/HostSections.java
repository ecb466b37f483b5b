package jforge.declare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jforge.plan.Ref;
import jforge.resource.Beside;
import jforge.resource.Expanding;
import jforge.resource.Fields;
import jforge.resource.Section;
import jforge.source.Node;

/** Collects what sections say of one host, and has each turn all of it into resources at once. */
final class HostSections {
    private final Scope scope;
    private final Sources sources;
    private final HostDrafts drafts;
    private final Map<String, List<Entry<Section>>> entries = new LinkedHashMap<>();
    private final Set<String> awaited = new HashSet<>();

    HostSections(Scope scope, Sources sources, HostDrafts drafts) {
        this.scope = scope;
        this.sources = sources;
        this.drafts = drafts;
    }

    void add(Entry<Section> entry) {
        entries.computeIfAbsent(entry.of().key(), k -> new ArrayList<>()).add(entry);
    }

    /** Whether the entry is for this host, only the host's facts will tell: nothing of its section can be said before. */
    void await(Entry<Section> entry) {
        drafts.await(entry);
        awaited.add(entry.of().key());
    }

    /** One of the entries on this host, its variables filled in. */
    private record Said(Entry<Section> entry, Scope scope) {}

    /** @throws jforge.source.InventoryException or InventoryErrors if what is said is wrong, or contradicts something */
    void declare(Section section, Beside files) {
        if (awaited.contains(section.key())) {
            return;
        }
        Map<Fields, Said> said = new IdentityHashMap<>();
        List<Fields> fields = new ArrayList<>();
        for (Entry<Section> entry : entries.getOrDefault(section.key(), List.of())) {
            try {
                for (Scope each : drafts.repetitions(entry)) {
                    DeclaredFields one = new DeclaredFields(entry.schema(), entry.mark(), each, sources, false);
                    one.put(entry.written());
                    fields.add(one);
                    said.put(one, new Said(entry, each));
                }
            } catch (NeedsFactsException e) {
                drafts.await(entry.mark(), e);
                return;
            }
        }
        if (!fields.isEmpty()) {
            section.resources(fields, files).forEach(meant -> add(meant, said));
        }
    }

    private <D, S> void add(Section.Meant<D, S> meant, Map<Fields, Said> said) {
        Expanding.Part<D, S> part = meant.part();
        Ref ref = new Ref(scope.host().name(), part.type().key() + " " + part.name());
        List<Node.Scalar> requires = new ArrayList<>();
        for (Fields fields : meant.by()) {
            Said by = said.get(fields);
            if (by == null) {
                throw new IllegalStateException(ref.label() + " comes from no entry that was given");
            }
            requires.addAll(HostDrafts.references(by.entry().links().requires(), "requires", by.scope()));
            if (by.entry().once()) {
                drafts.share(ref.label(), by.entry());
            }
        }
        drafts.add(new Draft<>(ref, part.type(), part.desired(), meant.mark(), requires, List.of()));
    }
}
