package jforge.pools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jforge.resource.Report.Cell;
import jforge.resource.Report.Health;
import jforge.resource.Report.Told;

/** What one pool answered, as it is told: modules/pools/src/main/supervisor/status.js says what is in it. */
final class PoolAnswer {
    private static final Set<String> FINE = Set.of("ok", "reloading");
    private static final int LONGEST = 300;

    private PoolAnswer() {}

    /**
     * @param status how asking ended: an exit status of {@code jforge-pool status}, "absent" or "nodeless"
     * @param said what it printed
     */
    static Told of(StatusReport.Asked pool, String status, String said) {
        return switch (status) {
            case "0" -> answered(pool, said);
            case "absent" ->
                not(pool, "not there", "the host has no /etc/jforge/pools/" + pool.name() + ".json; apply makes it");
            case "nodeless" -> not(pool, "unknown", "the host has no " + pool.node());
            case "4" -> not(pool, "not running", "no supervisor answers at its socket");
            case "124" -> not(pool, "unknown", "its supervisor did not answer within 10 s");
            default -> not(pool, "unknown", "asking ended with " + status + ": " + line(said));
        };
    }

    private static Told answered(StatusReport.Asked pool, String said) {
        JsonNode status;
        try {
            // node may warn of something before
            status = new ObjectMapper().readTree(said.substring(Math.max(0, said.indexOf('{'))));
        } catch (JsonProcessingException e) {
            return not(pool, "unknown", "its answer can't be read: " + line(said));
        }
        List<List<Cell>> rows = new ArrayList<>();
        status.path("workers").forEach(worker -> rows.add(row(pool.name(), worker)));
        return new Told(List.of(health(pool, status)), rows);
    }

    private static Health health(StatusReport.Asked pool, JsonNode status) {
        String state = status.path("state").asText("unknown");
        StringBuilder says = new StringBuilder();
        says.append(status.path("ready").asInt())
                .append(" of ")
                .append(status.path("wanted").asInt());
        says.append(" workers ready, generation ")
                .append(status.path("generation").asInt());
        JsonNode reload = status.path("last_reload");
        boolean failed = reload.path("result").asText("").equals("failed");
        if (failed) {
            says.append("; the last reload failed: ")
                    .append(line(reload.path("reason").asText("")));
        }
        return new Health("pool " + pool.name(), state, FINE.contains(state) && !failed, says.toString());
    }

    private static List<Cell> row(String pool, JsonNode worker) {
        return List.of(
                Cell.of(pool),
                figure(worker.path("slot")),
                figure(worker.path("pid")),
                text(worker.path("state")),
                figure(worker.path("generation")),
                figure(worker.path("age")),
                figure(worker.path("requests")),
                figure(worker.path("connections")),
                figure(worker.path("rss")),
                figure(worker.path("restarts")),
                text(worker.path("last_exit")));
    }

    private static Cell figure(JsonNode node) {
        return node.isNumber() ? Cell.of(node.asLong()) : Cell.BLANK;
    }

    private static Cell text(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? Cell.of(line(node.asText())) : Cell.BLANK;
    }

    private static Told not(StatusReport.Asked pool, String state, String says) {
        return new Told(List.of(new Health("pool " + pool.name(), state, false, says)), List.of());
    }

    /** The text in one line of bearable length: an application's last words may be many. */
    private static String line(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
