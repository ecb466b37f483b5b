package jforge.pools;

import java.util.List;
import jforge.resource.Fields;
import jforge.source.InventoryErrors;

/** What the attributes of a Node pool have to be to each other; what the supervisor would refuse on the host. */
final class NodeRelations {
    private final Fields fields;
    private final InventoryErrors.Collector errors = new InventoryErrors.Collector();

    private NodeRelations(Fields fields) {
        this.fields = fields;
    }

    /** @throws InventoryErrors with all that doesn't fit */
    static void check(Fields fields) {
        new NodeRelations(fields).check();
    }

    private void check() {
        if (fields.optionalText("listen").filter(l -> l.startsWith("/")).isEmpty()) {
            List.of("listen-owner", "listen-group", "listen-mode").stream()
                    .filter(fields::has)
                    .forEach(a -> fault(a, "is for a Unix socket, and listen names none"));
        }
        long timeout = duration("heartbeat-timeout", "30s");
        if (timeout > 0 && timeout < 2 * duration("heartbeat-interval", "2s")) {
            fault(
                    either("heartbeat-timeout", "heartbeat-interval"),
                    "heartbeat-timeout must be at least twice" + " heartbeat-interval, or 0");
        }
        if (duration("backoff-max", "30s") < duration("restart-backoff", "100ms")) {
            fault(either("backoff-max", "restart-backoff"), "backoff-max must not be below restart-backoff");
        }
        if (duration("ready-min-uptime", "1s") >= duration("start-timeout", "30s")) {
            fault(either("ready-min-uptime", "start-timeout"), "ready-min-uptime must be below start-timeout");
        }
        fields.optionalText("log")
                .filter(log -> !log.equals("stdout") && !log.startsWith("/"))
                .ifPresent(log ->
                        fault("log", "\"log\" must be stdout or the absolute path of a file, found \"" + log + "\""));
        for (String needs : List.of("log-max-size", "log-keep")) {
            if (fields.has(needs) && fields.optionalText("log").orElse("stdout").equals("stdout")) {
                fault(needs, "is for a log that is a file, and log names none");
            }
        }
        errors.check();
    }

    private String either(String first, String second) {
        return fields.has(first) ? first : second;
    }

    private void fault(String attribute, String problem) {
        errors.add(fields.fault(attribute, problem.startsWith("is ") ? "\"" + attribute + "\" " + problem : problem));
    }

    private long duration(String attribute, String otherwise) {
        return Quantity.DURATION
                .of(fields.optionalText(attribute).orElse(otherwise))
                .orElse(0L);
    }
}
