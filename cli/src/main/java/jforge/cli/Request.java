package jforge.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jforge.transport.Passwords;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param inventory a file or a directory
 * @param limit patterns of hosts; empty for all
 * @param exclude patterns of hosts
 * @param set variables of the strongest level
 * @param parallel hosts at a time, from 1
 * @param sshConfig the only OpenSSH configuration to read; null for the user's
 * @param allow what may be dangerous, as "OBJECT@PLAN-ID"
 * @param passwords those that were asked for
 * @param probes whether the inventory's own shell is run to look
 */
record Request(
        Path inventory,
        List<String> limit,
        List<String> exclude,
        Map<String, String> set,
        int parallel,
        @Nullable Path sshConfig,
        List<String> allow,
        Passwords passwords,
        boolean probes) {
    Request {
        limit = List.copyOf(limit);
        exclude = List.copyOf(exclude);
        set = Map.copyOf(set);
        allow = List.copyOf(allow);
    }

    Request withoutProbes() {
        return new Request(inventory, limit, exclude, set, parallel, sshConfig, allow, passwords, false);
    }

    /** The same of one host alone. */
    Request of(String host) {
        return new Request(inventory, List.of(host), List.of(), set, parallel, sshConfig, allow, passwords, probes);
    }
}
