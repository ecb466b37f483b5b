package jforge.inventory;

import java.util.Map;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;
import jforge.source.Node;
import org.jspecify.annotations.Nullable;

/**
 * The machine that jforge runs on is one host, and none that has an address of its own: a {@code connection: local} on the
 * wrong level must not bring a fleet's declarations onto it.
 */
final class LocalMachine {
    private LocalMachine() {}

    /** @param tables as the hosts were written */
    static void check(Map<String, Host> hosts, Map<String, Table> tables, InventoryErrors.Collector errors) {
        Host first = null;
        for (Host host : hosts.values()) {
            if (host.connection() == Connection.LOCAL) {
                Host other = first;
                Table table = tables.get(host.name());
                errors.attempt(() ->
                        check(host, table == null ? null : table.get("address").orElse(null), other));
                first = first == null ? host : first;
            }
        }
    }

    private static void check(Host host, @Nullable Node address, @Nullable Host other) {
        if (address != null && !host.address().equals("localhost")) {
            throw new InventoryException(
                    address.mark(),
                    "host " + host.name()
                            + " has an address, and connection: local, which is the machine that jforge runs"
                            + " on; remove one of them");
        }
        if (other != null) {
            throw new InventoryException(
                    host.mark(),
                    "hosts " + other.name() + " and " + host.name()
                            + " are both connection: local, and so one machine, the"
                            + " one that jforge runs on; set it for one host alone");
        }
    }
}
