package jforge.resource;

import java.util.List;
import java.util.Optional;

/**
 * How something on the hosts is at this moment, as a table. What it finds may wander, as times and counters do: it is no
 * {@link Question}, and no plan is made from it. Every method is pure; it tells no secret.
 */
public interface Report {
    /** Letters and dashes: "status". */
    String name();

    /** A sentence for the help. */
    String description();

    /** Of the table, from left to right; their names differ. The host is not among them. */
    List<Column> columns();

    /**
     * What to run on a host: shell that changes nothing there, whose standard output is for {@link #read}.
     *
     * @param declared all that is declared on the host
     * @return empty if there is nothing to tell of on it
     */
    Optional<String> script(Neighbours declared);

    /**
     * What the host said.
     *
     * @param declared as for {@link #script}
     * @param output what that printed
     * @throws UnreadableException if that can't be
     */
    Told read(Neighbours declared, byte[] output) throws UnreadableException;

    /** @param name lower case, words by spaces: "last exit" */
    record Column(String name, Unit unit) {}

    /** What the cells of a column are. */
    enum Unit {
        TEXT,
        COUNT,
        MILLISECONDS,
        BYTES
    }

    /** One field of a row. */
    sealed interface Cell {
        Cell BLANK = new Blank();

        static Cell of(String text) {
            return new Text(text);
        }

        static Cell of(long figure) {
            return new Figure(figure);
        }
    }

    /** Of a column of {@link Unit#TEXT}. */
    record Text(String text) implements Cell {}

    /** Of a column of any other unit. */
    record Figure(long figure) implements Cell {}

    /** Nothing to say; in a column of any unit. */
    record Blank() implements Cell {}

    /**
     * How one thing is as a whole.
     *
     * @param about which: "pool shop"
     * @param state in a word: "ok", "degraded"
     * @param fine whether that is as it should be
     * @param says one line, for eyes; may be empty
     */
    record Health(String about, String state, boolean fine, String says) {}

    /**
     * What one host told.
     *
     * @param health one of each thing that is declared on it
     * @param rows each with a cell for each column
     */
    record Told(List<Health> health, List<List<Cell>> rows) {
        /** Of a host with nothing to tell of. */
        public static final Told NOTHING = new Told(List.of(), List.of());

        public Told {
            health = List.copyOf(health);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
