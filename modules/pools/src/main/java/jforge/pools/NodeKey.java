package jforge.pools;

import static jforge.pools.NodeKey.On.RELOAD;
import static jforge.pools.NodeKey.On.RESTART;

import java.util.List;
import jforge.resource.Schema;

/**
 * An attribute that is a key of the supervisor's configuration as it stands.
 *
 * @param attribute with dashes, where the configuration has underscores
 * @param on what a change of it takes
 */
record NodeKey(String attribute, NodeValue value, On on, String doc) {
    /** What a change takes. */
    enum On {
        RELOAD,
        /** Another socket or another supervisor. */
        RESTART
    }

    /** In the order in which the configuration and the reference have them. */
    static final List<NodeKey> ALL = List.of(
            key(
                    "listen",
                    NodeValue.LISTEN,
                    RESTART,
                    "Where it listens: a port, HOST:PORT, [IPV6]:PORT, or the path of a"
                            + " Unix socket; the first address that the application listens on becomes this one. Default: the"
                            + " application's own."),
            key(
                    "listen-backlog",
                    NodeValue.COUNT,
                    RELOAD,
                    "How many connections may wait to be accepted. Default: 511."),
            key("listen-owner", NodeValue.TEXT, RESTART, "The Unix socket's owner. Default: root."),
            key("listen-group", NodeValue.TEXT, RESTART, "The Unix socket's group. Default: root."),
            key("listen-mode", NodeValue.MODE, RESTART, "The Unix socket's mode."),
            key("workers", NodeValue.WORKERS, RELOAD, "How many workers there are, or per-cpu. Default: per-cpu."),
            key("group", NodeValue.TEXT, RELOAD, "The workers' group. Default: the user's."),
            key("umask", NodeValue.MODE, RELOAD, "The workers' umask."),
            key(
                    "max-lifetime",
                    NodeValue.DURATION,
                    RELOAD,
                    "Age at which a worker is replaced; 0 for never. Default: 30m."),
            key(
                    "lifetime-splay",
                    NodeValue.SHARE,
                    RELOAD,
                    "Share of max-lifetime by which a worker may go earlier, drawn at" + " random. Default: 10%."),
            key(
                    "max-requests",
                    NodeValue.COUNT,
                    RELOAD,
                    "Requests after which a worker is replaced; 0, the default, for no" + " limit."),
            key(
                    "requests-splay",
                    NodeValue.SHARE,
                    RELOAD,
                    "Share of max-requests by which a worker may go earlier. Default:" + " 10%."),
            key(
                    "max-memory",
                    NodeValue.SIZE,
                    RELOAD,
                    "Resident memory at which a worker is replaced, such as 300MB; 0, the" + " default, for no limit."),
            key("memory-interval", NodeValue.DURATION, RELOAD, "Time between two looks at the memory. Default: 5s."),
            key(
                    "ready",
                    NodeValue.READY,
                    RELOAD,
                    "What makes a new worker ready: listen, the default; message, sent by"
                            + " process.send(\"ready\"); or http:/PATH, which has to answer without an error."),
            key(
                    "ready-min-uptime",
                    NodeValue.DURATION,
                    RELOAD,
                    "Time that a ready worker has to live before it gets" + " requests. Default: 1s."),
            key("start-timeout", NodeValue.DURATION, RELOAD, "Time that a worker has to become ready. Default: 30s."),
            key(
                    "stop-timeout",
                    NodeValue.DURATION,
                    RELOAD,
                    "Time that a worker has to end its requests. Default: 30s."),
            key(
                    "drain-linger",
                    NodeValue.DURATION,
                    RELOAD,
                    "Time that idle keep-alive connections stay open in a worker" + " that is replaced. Default: 5s."),
            key("stop-signal", NodeValue.SIGNAL, RELOAD, "What a worker without connections gets. Default: SIGTERM."),
            key("max-surge", NodeValue.POSITIVE, RESTART, "Workers started at once on top of the pool. Default: 1."),
            key(
                    "restart-backoff",
                    NodeValue.DURATION,
                    RELOAD,
                    "Wait before a crashed worker is started again; it doubles" + " with each crash. Default: 100ms."),
            key("backoff-max", NodeValue.DURATION, RELOAD, "The longest such wait. Default: 30s."),
            key(
                    "backoff-reset",
                    NodeValue.DURATION,
                    RELOAD,
                    "Time that a worker has to live for its crashes to be forgotten." + " Default: 60s."),
            key(
                    "heartbeat-interval",
                    NodeValue.DURATION,
                    RELOAD,
                    "Time between two signs of life of a worker's event loop." + " Default: 2s."),
            key(
                    "heartbeat-timeout",
                    NodeValue.DURATION,
                    RELOAD,
                    "Silence after which a worker is killed; 0 for never." + " Default: 30s."),
            key(
                    "message-handler",
                    NodeValue.TEXT,
                    RELOAD,
                    "A module that exports function (message, handle, worker), for"
                            + " what workers send. The supervisor runs it, as root."),
            key(
                    "log",
                    NodeValue.TEXT,
                    RELOAD,
                    "Where what workers print goes: stdout, the default, which is the journal of"
                            + " systemd, or a file."),
            key(
                    "log-max-size",
                    NodeValue.SIZE,
                    RELOAD,
                    "Size at which the pool rotates the file; 0, the default, for" + " never."),
            key("log-keep", NodeValue.COUNT, RELOAD, "Rotated files that are kept. Default: 5."),
            key("verbosity", NodeValue.VERBOSITY, RELOAD, "Which events are told: error, info, the default, or debug."),
            key("status-mode", NodeValue.MODE, RESTART, "The status socket's mode. Default: 0600."));

    private static NodeKey key(String attribute, NodeValue value, On on, String doc) {
        return new NodeKey(attribute, value, on, doc);
    }

    /** Its name in the configuration. */
    String name() {
        return attribute.replace('-', '_');
    }

    Schema.Attribute documented() {
        return new Schema.Attribute(attribute, value.shape(), false, doc);
    }
}
