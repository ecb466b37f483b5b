package jforge.survey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jforge.declare.Declared;
import jforge.resource.Neighbours;
import jforge.resource.Report;
import jforge.resource.UnreadableException;
import jforge.transport.Fleet;
import jforge.transport.Shell;
import jforge.transport.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * A report on many hosts: one frame and one round trip each. Hosts without anything to report on are not asked.
 *
 * @param declared by host, in the order to show
 */
public record Survey(Report report, Map<String, Declared> declared) {
    public Survey {
        declared = new LinkedHashMap<>(declared);
    }

    private record Reply(byte[] output, String status, String errors) {}

    /** @return one for each host, in their order */
    public List<Surveyed> on(Fleet fleet) {
        Map<String, String> scripts = new LinkedHashMap<>();
        declared.forEach((host, all) -> report.script(neighbours(host)).ifPresent(script -> scripts.put(host, script)));
        Map<String, Reply> replies = new ConcurrentHashMap<>();
        fleet.each(scripts.keySet(), (host, shell) -> {
            String script = scripts.getOrDefault(host, "");
            replies.put(host, reply(host, shell, script));
        });
        List<Surveyed> all = new ArrayList<>();
        declared.forEach((host, own) -> {
            boolean awaited = scripts.containsKey(host) || !own.undeclared().isEmpty();
            String lost = awaited ? fleet.lost(host).orElse(null) : null;
            all.add(lost == null ? told(host, replies.get(host)) : new Surveyed(host, Report.Told.NOTHING, lost, null));
        });
        return all;
    }

    private static Reply reply(String host, Shell shell, String script) throws IOException {
        Map<String, Reply> reply = new ConcurrentHashMap<>();
        Shell.Result result = shell.run(
                "begin report\n(\n" + script + "\n) </dev/null\nend $?\n",
                (name, body, word) -> reply.put(host, new Reply(body, word, "")));
        Reply got = reply.get(host);
        if (got == null) {
            throw new TransportException(host + ": the report's end was not heard of");
        }
        return new Reply(got.output, got.status, result.errors());
    }

    private Surveyed told(String host, @Nullable Reply reply) {
        if (reply == null) {
            return new Surveyed(host, Report.Told.NOTHING, null, null);
        }
        try {
            if (!reply.status.equals("0")) {
                throw new UnreadableException("exit status " + reply.status);
            }
            return new Surveyed(host, report.read(neighbours(host), reply.output), null, null);
        } catch (UnreadableException e) {
            String said = reply.errors.isBlank() ? "" : "; the host said: " + reply.errors.strip();
            return new Surveyed(host, Report.Told.NOTHING, null, "looking failed (" + e.getMessage() + ")" + said);
        }
    }

    private Neighbours neighbours(String host) {
        Declared own = declared.get(host);
        return new Neighbours(own == null ? List.of() : own.resources());
    }
}
