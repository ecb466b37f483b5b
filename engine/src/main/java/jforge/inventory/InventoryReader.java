package jforge.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;
import jforge.source.Node;
import jforge.source.YamlReader;

/** Reads an inventory. */
public final class InventoryReader {
    private static final List<String> KEYS = List.of("name", "hosts", "groups", "vars", "ssh", "secrets", "resources");
    private static final List<String> HOST_KEYS = List.of("address", "zone", "connection", "vars", "ssh");

    private final Path directory;
    private final Table top;
    private final Map<String, Node> sets;
    private final InventoryErrors.Collector errors = new InventoryErrors.Collector();

    private InventoryReader(Path directory, Table top, Map<String, Node> sets) {
        this.directory = directory;
        this.top = top;
        this.sets = sets;
    }

    /**
     * @param file the inventory; marks name it as it is given here
     * @param sets the command line's variables, each {@code NAME=VALUE}, the value as YAML
     * @throws InventoryErrors with every fault that could be found
     */
    public static Inventory read(Path file, List<String> sets) {
        return read(file, sets, Map.of());
    }

    /** As {@link #read(Path, List)}, with the modules' defaults of variables. */
    public static Inventory read(Path file, List<String> sets, Map<String, Node> defaults) {
        InventoryErrors.Collector faults = new InventoryErrors.Collector();
        List<Inventory> made = new ArrayList<>();
        faults.attempt(() -> {
            Map<String, Node> values = Sets.read(sets);
            Table top = Table.of(YamlReader.read(file), "an inventory", KEYS);
            Path absolute = file.toAbsolutePath().normalize();
            Path parent = absolute.getParent();
            made.add(new InventoryReader(parent == null ? absolute : parent, top, values).inventory(defaults));
        });
        faults.check();
        return made.get(0);
    }

    private Inventory inventory(Map<String, Node> defaults) {
        List<String> name = new ArrayList<>();
        errors.attempt(() -> name.add(top.text("name")
                .orElseThrow(() -> new InventoryException(
                        top.map().mark(),
                        "an inventory needs a name: what it makes is kept under it; add name: ..."))));
        Map<String, Table> hostTables = hostTables();
        Map<String, Table> groupTables = new LinkedHashMap<>();
        Map<String, Group> groups = new LinkedHashMap<>();
        errors.attempt(() -> top.get("groups")
                .ifPresent(node -> groups.putAll(
                        Groups.read(Table.mapping(node, "groups"), hostTables.keySet(), groupTables, errors))));
        groupTables.keySet().retainAll(groups.keySet());
        Map<String, Host> hosts = hosts(defaults, hostTables, groupTables, groups);
        Map<String, Secret> secrets = new LinkedHashMap<>();
        errors.attempt(() -> top.entries("secrets", "secrets")
                .forEach((key, node) -> errors.attempt(() -> secrets.put(key, secret(key, node)))));
        List<Node> resources = new ArrayList<>();
        errors.attempt(() -> resources.addAll(resources()));
        errors.check();
        return new Inventory(name.get(0), directory, hosts, groups, secrets, resources);
    }

    private Map<String, Table> hostTables() {
        Map<String, Table> tables = new LinkedHashMap<>();
        errors.attempt(() -> {
            Node written = top.get("hosts")
                    .orElseThrow(() -> new InventoryException(
                            top.map().mark(), "an inventory needs hosts; add hosts: with one name a line"));
            for (Node.Entry entry : Table.mapping(written, "hosts").entries()) {
                errors.attempt(() -> {
                    Names.check(entry.key(), "host");
                    String name = entry.key().text();
                    // known even if its keys are wrong, so that references to it aren't called wrong as well
                    tables.put(
                            name,
                            new Table(
                                    name,
                                    new Node.Mapping(List.of(), entry.key().mark())));
                    tables.put(name, Table.of(entry.value(), "host " + name, HOST_KEYS));
                });
            }
        });
        return tables;
    }

    private Map<String, Host> hosts(
            Map<String, Node> defaults,
            Map<String, Table> hostTables,
            Map<String, Table> groupTables,
            Map<String, Group> groups) {
        Map<String, Host> hosts = new LinkedHashMap<>();
        errors.attempt(() -> {
            List<Levels.Setting> base =
                    List.of(new Levels.Setting(Level.MODULE, defaults), new Levels.Setting(Level.ALL, vars(top)));
            Levels vars = new Levels(base, each(groupTables, this::vars), groups);
            Levels ssh = new Levels(
                    List.of(new Levels.Setting(Level.ALL, SshReader.level(top))),
                    each(groupTables, SshReader::level),
                    groups);
            hostTables.forEach((name, table) -> errors.attempt(() -> hosts.put(name, host(name, table, vars, ssh))));
        });
        return hosts;
    }

    private Host host(String name, Table table, Levels vars, Levels ssh) {
        List<String> memberOf = vars.groups().values().stream()
                .filter(g -> g.hosts().contains(name))
                .map(Group::name)
                .toList();
        Map<String, Node> own = SshReader.level(table);
        table.get("connection").ifPresent(node -> own.put("connection", node));
        SshReader way = new SshReader(directory, ssh.of(name, memberOf, own, Map.of()));
        return new Host(
                name,
                table.text("address").orElse(name),
                way.connection(),
                way.read(),
                table.text("zone").orElse(null),
                memberOf,
                vars.of(name, memberOf, vars(table), sets),
                table.map().mark());
    }

    private static Map<String, Map<String, Node>> each(
            Map<String, Table> tables, java.util.function.Function<Table, Map<String, Node>> read) {
        Map<String, Map<String, Node>> all = new LinkedHashMap<>();
        tables.forEach((name, table) -> all.put(name, read.apply(table)));
        return all;
    }

    private Map<String, Node> vars(Table table) {
        table.get("vars")
                .ifPresent(node -> Table.mapping(node, "vars").entries().forEach(e -> Names.checkVariable(e.key())));
        return table.entries("vars", "vars");
    }

    private Secret secret(String name, Node node) {
        Table table = Table.of(node, "secret " + name, List.of("env", "file", "command"));
        if (table.map().entries().size() != 1) {
            throw new InventoryException(
                    node.mark(), "secret " + name + " comes from exactly one of env:, file: and command:");
        }
        Node.Entry entry = table.map().entries().get(0);
        String text = Table.text(entry.value(), entry.key().text());
        return switch (entry.key().text()) {
            case "env" -> new Secret.Env(text, entry.value().mark());
            case "file" ->
                new Secret.File(
                        SshReader.path(directory, text, entry.value()),
                        entry.value().mark());
            default -> new Secret.Command(text, directory, entry.value().mark());
        };
    }

    private List<Node> resources() {
        Node node = top.get("resources").orElse(null);
        if (node == null || Table.empty(node)) {
            return List.of();
        }
        if (node instanceof Node.Sequence list) {
            return list.items();
        }
        throw new InventoryException(node.mark(), "resources are a list, one \"- \" each, found " + node.described());
    }
}
