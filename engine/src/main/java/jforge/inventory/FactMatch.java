package jforge.inventory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jforge.source.InventoryException;
import jforge.source.Nearest;
import jforge.source.Node;

/**
 * What a group asks of a host's facts: all of them must be as said.
 *
 * @param wanted by a fact's name: what it may be, at least one
 */
record FactMatch(Map<String, List<String>> wanted) {
    /** Every fact there is. */
    static final List<String> NAMES = List.of(
            "os",
            "os-version",
            "os-codename",
            "os-like",
            "kernel",
            "arch",
            "hostname",
            "cpus",
            "memory",
            "addresses",
            "init",
            "packages");

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,18}(\\.[0-9]{1,18})?");

    /** @throws InventoryException if it is no map of facts to a value or a list of values */
    static FactMatch read(Node node) {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        Node.Mapping map = Table.mapping(node, "facts");
        for (Node.Entry entry : map.entries()) {
            String name = entry.key().text();
            if (!NAMES.contains(name)) {
                throw new InventoryException(
                        entry.key().mark(), "there is no fact \"" + name + "\"" + Nearest.hint(name, NAMES));
            }
            wanted.put(name, values(entry.value(), name));
        }
        if (wanted.isEmpty()) {
            throw new InventoryException(
                    node.mark(), "\"facts\" asks for nothing; write what the hosts have in common: { os: debian }");
        }
        return new FactMatch(wanted);
    }

    private static List<String> values(Node node, String name) {
        List<Node> items = node instanceof Node.Sequence list ? list.items() : List.of(node);
        if (items.isEmpty()) {
            throw new InventoryException(node.mark(), "no value of \"" + name + "\" is named");
        }
        List<String> values = new ArrayList<>();
        for (Node item : items) {
            String text = Table.text(item, name);
            if (text.contains("${")) {
                throw new InventoryException(
                        item.mark(),
                        "who is in a group can't depend on variables; write the value of \"" + name + "\"");
            }
            values.add(text);
        }
        return values;
    }

    boolean test(Map<String, Object> facts) {
        return wanted.entrySet().stream().allMatch(e -> {
            Object value = facts.get(e.getKey());
            Collection<?> values =
                    value instanceof Collection<?> list ? list : value == null ? List.of() : List.of(value);
            return e.getValue().stream().anyMatch(w -> values.stream().anyMatch(v -> same(w, v)));
        });
    }

    private static boolean same(String wanted, Object value) {
        if (value instanceof Number && NUMBER.matcher(wanted).matches()) {
            return new BigDecimal(wanted).compareTo(new BigDecimal(value.toString())) == 0;
        }
        return Patterns.compile(wanted).matcher(String.valueOf(value)).matches();
    }
}
