package jforge.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All that is declared on one host. */
public final class Neighbours {
    private final Map<Identity, Resource<?, ?>> byIdentity = new LinkedHashMap<>();
    private final Map<String, List<Resource<?, ?>>> byType = new HashMap<>();
    private final NavigableMap<String, Resource<?, ?>> byPath = new TreeMap<>();

    /** @param resources of one host, in the order declared */
    public Neighbours(Collection<Resource<?, ?>> resources) {
        for (Resource<?, ?> resource : resources) {
            Identity identity = resource.identity();
            byIdentity.put(identity, resource);
            byType.computeIfAbsent(resource.type().key(), k -> new ArrayList<>())
                    .add(resource);
            if (identity.equals(Identity.path(identity.name()))) {
                byPath.put(identity.name(), resource);
            }
        }
    }

    public Optional<Resource<?, ?>> get(Identity identity) {
        return Optional.ofNullable(byIdentity.get(identity));
    }

    /** In the order declared. */
    public List<Resource<?, ?>> all() {
        return List.copyOf(byIdentity.values());
    }

    /** Those of a type, in the order declared. */
    public List<Resource<?, ?>> ofType(String key) {
        return List.copyOf(byType.getOrDefault(key, List.of()));
    }

    /** What is declared at paths below one, which is left out itself; by path. */
    public List<Resource<?, ?>> below(String path) {
        String prefix = path.equals("/") ? path : path + "/";
        return List.copyOf(byPath.subMap(prefix, false, prefix.substring(0, prefix.length() - 1) + "0", false)
                .values());
    }
}
