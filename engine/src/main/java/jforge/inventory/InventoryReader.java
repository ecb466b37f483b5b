package jforge.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;
import jforge.source.Nearest;
import jforge.source.Node;

/** Reads an inventory. */
public final class InventoryReader {
    private static final List<String> HOST_KEYS = List.of("address", "zone", "connection", "vars", "ssh");

    private final Written written;
    private final Table top;
    private final Map<String, Map<String, Object>> facts;
    private final InventoryErrors.Collector errors = new InventoryErrors.Collector();

    /** What was given, apart from the hosts' facts. */
    private record Written(
            Table top, Places places, Map<String, Node> sets, Map<String, Node> defaults, Sections known) {}

    /** What top-level keys there are besides {@link Inventory#KEYS}. */
    public interface Sections {
        /**
         * @param modules those that the inventory names
         * @throws jforge.source.InventoryErrors if one can't be loaded
         */
        Collection<String> of(List<Module> modules);
    }

    private InventoryReader(Written written, Map<String, Map<String, Object>> facts) {
        this.written = written;
        this.top = written.top();
        this.facts = facts;
    }

    /**
     * @param path a file, or a directory whose YAML files are one inventory; marks name files as it is given here
     * @param sets the command line's variables, each {@code NAME=VALUE}, the value as YAML
     * @throws InventoryErrors with every fault that could be found
     */
    public static Inventory read(Path path, List<String> sets) {
        return read(path, sets, Map.of());
    }

    /** As {@link #read(Path, List)}, with the modules' defaults of variables. */
    public static Inventory read(Path path, List<String> sets, Map<String, Node> defaults) {
        return read(path, sets, defaults, modules -> List.of());
    }

    /**
     * As {@link #read(Path, List)}, with sections.
     *
     * @param known called where the inventory has a key of its own kind
     */
    public static Inventory read(Path path, List<String> sets, Sections known) {
        return read(path, sets, Map.of(), known);
    }

    private static Inventory read(Path path, List<String> sets, Map<String, Node> defaults, Sections known) {
        InventoryErrors.Collector faults = new InventoryErrors.Collector();
        List<Inventory> made = new ArrayList<>();
        faults.attempt(() -> {
            Map<String, Node> values = Sets.read(sets);
            InventoryFiles.Found found = InventoryFiles.read(path);
            Written written = new Written(Merge.of(found.part()), found.places(), values, defaults, known);
            made.add(new InventoryReader(written, Map.of()).inventory());
        });
        faults.check();
        return made.get(0);
    }

    private Inventory inventory() {
        List<Module> modules = modules();
        Map<String, List<Node>> sections = sections(modules);
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
                        Groups.read(Table.mapping(node, "groups"), hostTables.keySet(), facts, groupTables, errors))));
        groupTables.keySet().retainAll(groups.keySet());
        Map<String, Host> hosts = hosts(hostTables, groupTables, groups);
        LocalMachine.check(hosts, hostTables, errors);
        Map<String, Secret> secrets = new LinkedHashMap<>();
        errors.attempt(() -> top.entries("secrets", "secrets")
                .forEach((key, node) -> errors.attempt(() -> secrets.put(key, secret(key, node)))));
        List<Node> resources = new ArrayList<>();
        errors.attempt(() -> top.get("resources").ifPresent(node -> resources.addAll(Table.items(node, "resources"))));
        errors.check();
        Written same = written;
        return new Inventory(
                name.get(0),
                written.places(),
                hosts,
                groups,
                secrets,
                resources,
                sections,
                modules,
                novel(hostTables, groupTables),
                told -> new InventoryReader(same, told).inventory());
    }

    private List<Module> modules() {
        List<Module> modules = new ArrayList<>();
        for (Node node : top.get("modules").map(Table::oneOrMore).orElse(List.of())) {
            Path path = written.places().resolve(Table.text(node, "modules"), node.mark());
            modules.add(new Module(path, node.mark()));
        }
        return modules;
    }

    /** A key that nobody knows is told alone: what is missing elsewhere may be what it was to be. */
    private Map<String, List<Node>> sections(List<Module> modules) {
        Map<String, List<Node>> sections = new LinkedHashMap<>();
        List<Node.Entry> others = top.map().entries().stream()
                .filter(e -> !Inventory.KEYS.contains(e.key().text()))
                .toList();
        if (others.isEmpty()) {
            return sections;
        }
        List<String> keys = new ArrayList<>(Inventory.KEYS);
        keys.addAll(written.known().of(modules));
        InventoryErrors.Collector unknown = new InventoryErrors.Collector();
        for (Node.Entry entry : others) {
            String key = entry.key().text();
            if (keys.contains(key)) {
                sections.put(key, Table.oneOrMore(entry.value()));
            } else {
                unknown.add(new InventoryException(
                        entry.key().mark(), "an inventory has no key \"" + key + "\"" + Nearest.hint(key, keys)));
            }
        }
        unknown.check();
        return sections;
    }

    private Set<String> novel(Map<String, Table> hosts, Map<String, Table> groups) {
        Set<String> novel = new LinkedHashSet<>(written.sets().keySet());
        novel.removeAll(vars(top).keySet());
        novel.removeAll(written.defaults().keySet());
        hosts.values().forEach(table -> novel.removeAll(vars(table).keySet()));
        groups.values().forEach(table -> novel.removeAll(vars(table).keySet()));
        return novel;
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
            Map<String, Table> hostTables, Map<String, Table> groupTables, Map<String, Group> groups) {
        Map<String, Host> hosts = new LinkedHashMap<>();
        errors.attempt(() -> {
            List<Levels.Setting> base = List.of(
                    new Levels.Setting(Level.MODULE, written.defaults()), new Levels.Setting(Level.ALL, vars(top)));
            Levels vars = new Levels(base, each(groupTables, this::vars), groups);
            Levels ssh =
                    new Levels(List.of(new Levels.Setting(Level.ALL, ssh(top))), each(groupTables, this::ssh), groups);
            hostTables.forEach((name, table) -> errors.attempt(() -> hosts.put(name, host(name, table, vars, ssh))));
        });
        return hosts;
    }

    private Host host(String name, Table table, Levels vars, Levels ssh) {
        List<String> memberOf = vars.groups().values().stream()
                .filter(g -> g.hosts().contains(name))
                .map(Group::name)
                .toList();
        Map<String, Node> own = ssh(table);
        table.get("connection").ifPresent(node -> {
            Node other = own.put("connection", node);
            if (other != null && !SameValue.test(other, node)) {
                throw new InventoryException(
                        other.mark(),
                        "host " + name + " says its connection in line "
                                + node.mark().line() + " already, differently");
            }
        });
        Map<String, Variable> settings = ssh.of(name, memberOf, own, Map.of());
        SshReader way = new SshReader(written.places(), settings);
        return new Host(
                name,
                table.text("address").orElse(name),
                way.connection(),
                way.read(),
                table.text("zone").orElse(null),
                memberOf,
                vars.of(name, memberOf, vars(table), written.sets()),
                settings,
                awaited(name, vars(table), vars),
                table.map().mark());
    }

    private Map<String, Node> ssh(Table table) {
        return SshReader.level(table, written.places());
    }

    private Set<String> awaited(String host, Map<String, Node> own, Levels vars) {
        Set<String> names = new LinkedHashSet<>();
        vars.groups().values().stream()
                .filter(g -> g.possible().contains(host))
                .forEach(g -> names.addAll(
                        vars.byGroup().getOrDefault(g.name(), Map.of()).keySet()));
        names.removeAll(own.keySet());
        names.removeAll(written.sets().keySet());
        return names;
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
                        written.places().resolve(text, entry.value().mark()),
                        entry.value().mark());
            default ->
                new Secret.Command(
                        text,
                        written.places().directory(entry.value().mark()),
                        entry.value().mark());
        };
    }
}
