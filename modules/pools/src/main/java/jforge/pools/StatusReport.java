package jforge.pools;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jforge.plan.Sh;
import jforge.resource.Neighbours;
import jforge.resource.Report;
import jforge.resource.UnreadableException;

/** {@code jforge pools status}: what the supervisors say of their workers, over the sockets that root alone can use. */
final class StatusReport implements Report {
    private final Function<Neighbours, List<Asked>> pools;

    /**
     * A pool to ask for.
     *
     * @param node the program that runs its supervisor
     */
    record Asked(String name, String node) {}

    /** @param pools those that are declared on a host */
    StatusReport(Function<Neighbours, List<Asked>> pools) {
        this.pools = pools;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String description() {
        return "Shows the workers of every pool: how old they are, what they did, how they ended.";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("pool", Unit.TEXT),
                new Column("worker", Unit.COUNT),
                new Column("pid", Unit.COUNT),
                new Column("state", Unit.TEXT),
                new Column("generation", Unit.COUNT),
                new Column("age", Unit.MILLISECONDS),
                new Column("requests", Unit.COUNT),
                new Column("connections", Unit.COUNT),
                new Column("memory", Unit.BYTES),
                new Column("restarts", Unit.COUNT),
                new Column("last exit", Unit.TEXT));
    }

    @Override
    public Optional<String> script(Neighbours declared) {
        List<Asked> asked = pools.apply(declared);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder asks = new StringBuilder();
        asked.forEach(pool -> asks.append("ask ")
                .append(Sh.words(List.of(pool.name, pool.node)))
                .append('\n'));
        return Optional.of("""
                limit=
                ! command -v timeout >/dev/null || limit='timeout 10'
                ask() {
                  config=/etc/jforge/pools/$1.json said=
                  if ! [ -e "$config" ]; then
                    status=absent
                  elif ! command -v "$2" >/dev/null; then
                    status=nodeless
                  else
                    said=$($limit "$2" "/opt/jforge/pool/$1.program/jforge-pool.js" status --config "$config" 2>&1)
                    status=$?
                  fi
                  printf '%s\\0%s\\0' "$status" "$said"
                }
                """ + asks);
    }

    @Override
    public Told read(Neighbours declared, byte[] output) throws UnreadableException {
        List<Asked> asked = pools.apply(declared);
        String[] parts = new String(output, StandardCharsets.UTF_8).split("\0", -1);
        if (parts.length != 2 * asked.size() + 1) {
            throw new UnreadableException(
                    asked.size() + " pools were asked for, and " + parts.length / 2 + " answered");
        }
        List<Health> health = new ArrayList<>();
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Told one = PoolAnswer.of(asked.get(i), parts[2 * i], parts[2 * i + 1]);
            health.addAll(one.health());
            rows.addAll(one.rows());
        }
        return new Told(health, rows);
    }
}
