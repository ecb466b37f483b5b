package jforge.pools;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import jforge.plan.Value;
import jforge.resource.Fields;

/**
 * A pool of a Node application, as one entry declares it.
 *
 * @param node what runs the supervisor and its workers; empty for the package's
 * @param user whom the workers run as
 */
record NodePool(String name, Optional<String> node, String user, NodeConfiguration configuration) {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String PACKAGED = "/usr/bin/node";
    private static final String RUN = "/run/jforge-pools/";

    /** What runs it. */
    String program() {
        return node.orElse(PACKAGED);
    }

    /**
     * @param release the directory of the release; empty where the entry has none
     * @throws jforge.source.InventoryException if attributes contradict each other
     */
    static NodePool of(Fields fields, Optional<String> release) {
        String name = fields.text("name");
        NodeCommand command = NodeCommand.of(fields);
        String user = fields.optionalText("user")
                .orElseThrow(() -> fields.fault("name", "a pool needs a user: whom its workers run as"));
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", name);
        keys.put("cwd", directory(fields, release, command));
        keys.put("script", command.script());
        if (!command.arguments().isEmpty()) {
            keys.put("args", command.arguments());
        }
        if (!command.options().isEmpty()) {
            keys.put("node_args", command.options());
        }
        keys.put("user", user);
        for (NodeKey key : NodeKey.ALL) {
            if (fields.has(key.attribute())) {
                keys.put(key.name(), key.value().read(fields, key.attribute()));
            }
        }
        keys.put("status_socket", RUN + name + ".sock");
        keys.put("state_file", RUN + name + ".state");
        NodeRelations.check(fields);
        return new NodePool(name, fields.optionalText("node"), user, new NodeConfiguration(keys, environment(fields)));
    }

    private static Map<String, Value.Text> environment(Fields fields) {
        Map<String, Value.Text> env = fields.map("env");
        env.forEach((variable, value) -> {
            if (!VARIABLE.matcher(variable).matches()) {
                throw new jforge.source.InventoryException(
                        fields.mark("env", variable),
                        "\"" + variable + "\" is no variable's name: letters, digits and _, no digit first");
            }
            if (value.revealed().indexOf('\0') >= 0) {
                throw new jforge.source.InventoryException(
                        fields.mark("env", variable), "\"" + variable + "\" can't hold a NUL");
            }
        });
        return env;
    }

    private static String directory(Fields fields, Optional<String> release, NodeCommand command) {
        Optional<String> written = fields.optionalText("directory");
        if (release.isPresent()) {
            if (written.isPresent()
                    && (written.get().startsWith("/") || written.get().matches("(.*/)?\\.\\.(/.*)?"))) {
                throw fields.fault("directory", "with a release, directory is a path below it");
            }
            return release.get() + written.map(d -> "/" + d).orElse("");
        }
        if (written.isEmpty() && command.script().startsWith("/")) {
            return command.script().substring(0, Math.max(1, command.script().lastIndexOf('/')));
        }
        return written.filter(d -> d.startsWith("/"))
                .orElseThrow(() -> fields.fault(
                        written.isPresent() ? "directory" : "name",
                        "a pool needs a release, or the absolute directory of an application that is on the host"));
    }
}
