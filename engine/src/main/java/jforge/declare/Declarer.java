package jforge.declare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jforge.inventory.Inventory;
import jforge.inventory.SecretSource;
import jforge.resource.Resource;
import jforge.resource.ResourceType;
import jforge.source.InventoryErrors;

/** Turns an inventory's declarations into resources. One for a run; not for several threads at once. */
public final class Declarer {
    private final Inventory inventory;
    private final Map<String, ResourceType<?, ?>> types;
    private final Sources sources;

    /**
     * @param types by {@link ResourceType#key}
     * @param templateRoots where templates are looked for after {@code templates/} beside the inventory
     * @param runKey 16 to 64 hex digits, drawn anew for each run
     */
    public Declarer(
            Inventory inventory, Map<String, ResourceType<?, ?>> types, List<Path> templateRoots, String runKey) {
        this.inventory = inventory;
        this.types = Map.copyOf(types);
        List<Path> roots = new ArrayList<>();
        roots.add(inventory.directory().resolve("templates"));
        roots.addAll(templateRoots);
        SecretSource secrets = new SecretSource(inventory.secrets(), System.getenv());
        this.sources = new Sources(
                new Taint(secrets, List.copyOf(inventory.secrets().keySet()), runKey),
                new LocalFiles(inventory.directory()),
                new Templates(roots));
    }

    /**
     * Declares the whole fleet.
     *
     * @param facts by host's name; a host that isn't in it hasn't told its facts. Values are strings, numbers, booleans, lists
     *     and maps of these
     * @return an entry for each host of the inventory
     * @throws InventoryErrors with every fault that could be found
     */
    public Map<String, Declared> declare(Map<String, Map<String, Object>> facts) {
        InventoryErrors.Collector errors = new InventoryErrors.Collector();
        Map<String, HostDrafts> drafts = drafts(facts);
        List<String> hosts = List.copyOf(inventory.hosts().keySet());
        for (jforge.source.Node node : inventory.resources()) {
            // the first host that shows a fault is enough: the others would repeat it
            errors.attempt(() -> {
                Entry entry = Entry.read(node, inventory, types);
                entry.hosts().forEach(host -> at(drafts, host).add(entry));
            });
        }
        errors.check();
        Labels labels = new Labels(hosts, types);
        drafts.values().forEach(d -> d.addTo(labels));
        Map<String, Declared> declared = new LinkedHashMap<>();
        drafts.forEach((host, d) -> {
            List<Resource<?, ?>> resources = new ArrayList<>();
            d.drafts().forEach(draft -> errors.attempt(() -> resources.add(draft.resource(labels))));
            declared.put(host, new Declared(Neighbourhood.settled(resources, errors), d.undeclared()));
        });
        errors.check();
        return declared;
    }

    private Map<String, HostDrafts> drafts(Map<String, Map<String, Object>> facts) {
        Map<String, Scope> scopes = new HashMap<>();
        Scope.Fleet fleet = new Scope.Fleet(inventory.hosts().keySet(), name -> at(scopes, name));
        Map<String, HostDrafts> drafts = new LinkedHashMap<>();
        inventory.hosts().forEach((name, host) -> {
            Scope scope = new Scope(host, facts.get(name), sources.taint(), fleet);
            scopes.put(name, scope);
            drafts.put(name, new HostDrafts(scope, sources));
        });
        return drafts;
    }

    private static <T> T at(Map<String, T> map, String name) {
        return java.util.Objects.requireNonNull(map.get(name));
    }
}
