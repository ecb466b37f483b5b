package jforge.declare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import jforge.inventory.Inventory;
import jforge.inventory.SecretSource;
import jforge.resource.Beside;
import jforge.resource.Resource;
import jforge.resource.ResourceType;
import jforge.resource.Section;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.source.Nearest;
import jforge.source.Node;

/** Turns an inventory's declarations into resources. One for a run; not for several threads at once. */
public final class Declarer {
    private final Inventory inventory;
    private final Map<String, ResourceType<?, ?>> types;
    private final Map<String, Section> sections;
    private final Sources sources;
    private final Beside files;

    /** What one declaring works on. */
    private record Run(
            Inventory told,
            Map<String, HostDrafts> drafts,
            Predicate<String> answers,
            InventoryErrors.Collector errors) {}

    /**
     * @param types by {@link ResourceType#key}
     * @param templateRoots where templates are looked for after {@code templates/} beside the file that names one, and
     *     beside the inventory
     * @param runKey 16 to 64 hex digits, drawn anew for each run
     */
    public Declarer(
            Inventory inventory, Map<String, ResourceType<?, ?>> types, List<Path> templateRoots, String runKey) {
        this(inventory, types, Map.of(), templateRoots, runKey);
    }

    /**
     * As the other, with sections.
     *
     * @param sections by {@link Section#key}; those of all keys that the inventory has
     */
    public Declarer(
            Inventory inventory,
            Map<String, ResourceType<?, ?>> types,
            Map<String, Section> sections,
            List<Path> templateRoots,
            String runKey) {
        this.inventory = inventory;
        this.sections = Map.copyOf(sections);
        this.types = Map.copyOf(types);
        this.files = new BesideInventory(inventory.places());
        SecretSource secrets = new SecretSource(inventory.secrets(), System.getenv());
        this.sources = new Sources(
                new Taint(secrets, List.copyOf(inventory.secrets().keySet()), runKey),
                new LocalFiles(inventory.places()),
                new Templates(inventory.places(), templateRoots));
    }

    /** As {@link #declare(Map, Predicate)}, every host thought to answer. */
    public Map<String, Declared> declare(Map<String, Map<String, Object>> facts) {
        return declare(facts, host -> true);
    }

    /**
     * Declares the whole fleet.
     *
     * @param facts by host's name; a host that isn't in it hasn't told its facts. Values are strings, numbers, booleans, lists
     *     and maps of these
     * @param answers whether a host can be reached: what is done once is for the first one that can
     * @return an entry for each host of the inventory
     * @throws InventoryErrors with every fault that could be found
     */
    public Map<String, Declared> declare(Map<String, Map<String, Object>> facts, Predicate<String> answers) {
        InventoryErrors.Collector errors = new InventoryErrors.Collector();
        Inventory told = inventory.told(facts);
        Map<String, HostDrafts> drafts = drafts(told, facts);
        Run run = new Run(told, drafts, answers, errors);
        told.sections().forEach((key, entries) -> declare(key, entries, run));
        for (Node node : told.resources()) {
            // the first host that shows a fault is enough: the others would repeat it
            errors.attempt(() -> add(Entry.read(node, told, types), drafts, answers));
        }
        drafts.values().forEach(d -> errors.attempt(d::expand));
        errors.check();
        Labels labels = new Labels(List.copyOf(told.hosts().keySet()), types);
        drafts.values().forEach(d -> d.addTo(labels));
        drafts.values().forEach(d -> d.shareTo(labels));
        Map<String, Declared> declared = new LinkedHashMap<>();
        drafts.forEach((host, d) -> {
            List<Resource<?, ?>> resources = new ArrayList<>();
            d.drafts().forEach(draft -> errors.attempt(() -> resources.add(draft.resource(labels))));
            // what waits for the host's facts is missing still: nothing can be said of the whole yet
            boolean whole = d.undeclared().isEmpty() || facts.containsKey(host);
            List<Resource<?, ?>> settled = whole ? Neighbourhood.settled(resources, errors) : resources;
            declared.put(host, new Declared(settled, d.undeclared()));
        });
        if (declared.values().stream().allMatch(d -> d.undeclared().isEmpty())) {
            unused(told).forEach(errors::add);
        }
        errors.check();
        return declared;
    }

    /** What stands below a section's key: first all of it is read, then each host's is turned into resources. */
    private void declare(String key, List<Node> entries, Run run) {
        Section section = at(sections, key);
        for (Node node : entries) {
            run.errors().attempt(() -> {
                Entry<Section> entry = Entry.read(node, run.told(), section);
                hosts(entry, run.answers())
                        .forEach(host -> at(run.drafts(), host).sections().add(entry));
                entry.matched()
                        .possible()
                        .forEach(host -> at(run.drafts(), host).sections().await(entry));
            });
        }
        // the first host that shows a fault is enough
        run.errors()
                .attempt(() -> run.drafts().values().forEach(d -> d.sections().declare(section, files)));
    }

    private static void add(
            Entry<ResourceType<?, ?>> entry, Map<String, HostDrafts> drafts, Predicate<String> answers) {
        hosts(entry, answers).forEach(host -> at(drafts, host).add(entry));
        entry.matched().possible().forEach(host -> at(drafts, host).await(entry));
    }

    /** The hosts that an entry is surely for; of what is done once the first that answers. */
    private static List<String> hosts(Entry<?> entry, Predicate<String> answers) {
        List<String> hosts = entry.matched().hosts();
        return entry.once() && hosts.size() > 0
                ? List.of(hosts.stream().filter(answers).findFirst().orElse(hosts.get(0)))
                : hosts;
    }

    /** Variables of the command line that nothing looked up: a slip of the pen, as a rule. */
    private List<InventoryException> unused(Inventory told) {
        List<String> known = new ArrayList<>(sources.used());
        told.hosts().values().forEach(host -> known.addAll(host.vars().keySet()));
        known.removeAll(told.novel());
        List<InventoryException> faults = new ArrayList<>();
        for (String name : told.novel()) {
            if (!sources.used().contains(name)) {
                faults.add(new InventoryException(
                        Mark.whole("--set " + name),
                        "nothing uses a variable \"" + name + "\"" + Nearest.hint(name, Set.copyOf(known))));
            }
        }
        return faults;
    }

    private Map<String, HostDrafts> drafts(Inventory inventory, Map<String, Map<String, Object>> facts) {
        Map<String, Scope> scopes = new HashMap<>();
        Scope.Fleet fleet = new Scope.Fleet(inventory.hosts().keySet(), name -> at(scopes, name));
        Map<String, HostDrafts> drafts = new LinkedHashMap<>();
        inventory.hosts().forEach((name, host) -> {
            Scope scope = new Scope(host, facts.get(name), sources, fleet);
            scopes.put(name, scope);
            drafts.put(name, new HostDrafts(scope, sources));
        });
        return drafts;
    }

    private static <T> T at(Map<String, T> map, String name) {
        return java.util.Objects.requireNonNull(map.get(name));
    }
}
