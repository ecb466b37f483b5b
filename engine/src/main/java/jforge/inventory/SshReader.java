package jforge.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import jforge.source.Node;
import org.jspecify.annotations.Nullable;

/** Reads {@code ssh:} as one level, and what won of all levels as a host's {@link Ssh}. */
final class SshReader {
    private static final List<String> KEYS =
            List.of("user", "become", "port", "identity", "known-hosts", "key-alias", "host-key", "jump", "connection");
    private static final Map<String, Boolean> HOST_KEY = Map.of("known", false, "accept-new", true);
    private static final Map<String, Boolean> BECOME = Map.of("sudo", true, "no", false);
    private static final Map<String, Connection> CONNECTIONS =
            Map.of("ssh", Connection.SSH, "local", Connection.LOCAL, "sandbox", Connection.SANDBOX);

    private final Places places;
    private final Map<String, Variable> settings;

    /** @param settings the winners of all levels */
    SshReader(Places places, Map<String, Variable> settings) {
        this.places = places;
        this.settings = settings;
    }

    /** One level's settings, checked also where another level is stronger. */
    static Map<String, Node> level(Table table, Places places) {
        Map<String, Node> values = new LinkedHashMap<>();
        table.get("ssh")
                .ifPresent(node -> Table.of(node, "ssh", KEYS)
                        .map()
                        .entries()
                        .forEach(e -> values.put(e.key().text(), e.value())));
        Map<String, Variable> alone = new LinkedHashMap<>();
        values.forEach((name, value) -> alone.put(name, new Variable(value, Level.ALL, "")));
        SshReader reader = new SshReader(places, alone);
        reader.read();
        reader.connection();
        return values;
    }

    Ssh read() {
        Node become = value("become");
        Node port = value("port");
        Node hostKey = value("host-key");
        return new Ssh(
                text("user"),
                become == null ? null : Table.oneOf(become, "become", BECOME),
                port == null ? OptionalInt.empty() : OptionalInt.of((int) Table.number(port, "port", 1, 65_535)),
                paths("identity"),
                paths("known-hosts"),
                text("key-alias"),
                hostKey == null ? null : Table.oneOf(hostKey, "host-key", HOST_KEY),
                jump());
    }

    Connection connection() {
        Node node = value("connection");
        return node == null ? Connection.SSH : Table.oneOf(node, "connection", CONNECTIONS);
    }

    private @Nullable Node value(String key) {
        Variable variable = settings.get(key);
        return variable == null ? null : variable.value();
    }

    private @Nullable String text(String key) {
        Node node = value(key);
        return node == null ? null : Table.text(node, key);
    }

    private @Nullable String jump() {
        Node node = value("jump");
        return node == null ? null : String.join(",", Table.texts(node, "jump"));
    }

    private List<Path> paths(String key) {
        Node node = value(key);
        List<Path> paths = new ArrayList<>();
        if (node != null) {
            Table.texts(node, key).forEach(text -> paths.add(places.resolve(text, node.mark())));
        }
        return paths;
    }
}
