package jforge.pools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import jforge.resource.Fields;
import jforge.source.InventoryErrors;

/** What two pools of one host, of whatever kind, can't both have: a name, a port, a socket. */
final class Collisions {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,26}");

    private Collisions() {}

    /** A pool that listens somewhere. */
    private record Listener(Fields entry, ListenAddress address) {}

    /** @throws InventoryErrors with both places of each collision */
    static void check(List<Fields> entries) {
        InventoryErrors.Collector errors = new InventoryErrors.Collector();
        Map<String, Fields> named = new HashMap<>();
        List<Listener> listeners = new ArrayList<>();
        for (Fields entry : entries) {
            String name = entry.text("name");
            if (!NAME.matcher(name).matches()) {
                errors.add(entry.fault(
                        "name",
                        "\"" + name
                                + "\" is no pool's name: a lower-case letter, then lower-case letters, digits, - and"
                                + " _, 27 at most"));
            }
            Fields before = named.putIfAbsent(name, entry);
            if (before != null) {
                errors.add(entry.fault(
                        "name",
                        "pool \"" + name + "\" is at " + before.mark("name")
                                + " already; give one of them another name"));
            }
            address(entry).ifPresent(address -> {
                taken(listeners, address)
                        .ifPresent(other -> errors.add(entry.fault(
                                "listen",
                                "pool \"" + name + "\" can't listen on " + address.text() + ": pool \""
                                        + other.entry.text("name") + "\" listens on " + other.address.text() + ", "
                                        + other.entry.mark("listen"))));
                listeners.add(new Listener(entry, address));
            });
        }
        errors.check();
    }

    private static Optional<Listener> taken(List<Listener> listeners, ListenAddress address) {
        return listeners.stream().filter(l -> l.address.collides(address)).findFirst();
    }

    private static Optional<ListenAddress> address(Fields entry) {
        return entry.has("listen") ? ListenAddress.of(entry.text("listen")) : Optional.empty();
    }
}
