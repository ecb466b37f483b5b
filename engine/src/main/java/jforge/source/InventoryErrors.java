package jforge.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All the faults that one reading found, each a line of the message, in the order found, none twice. */
public final class InventoryErrors extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<InventoryException> errors;

    private InventoryErrors(List<InventoryException> errors) {
        super(errors.stream().map(InventoryException::getMessage).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** At least one. */
    public List<InventoryException> errors() {
        return errors;
    }

    /** Gathers faults that have nothing to do with each other, so that one run shows them all. */
    public static final class Collector {
        private final Map<String, InventoryException> found = new LinkedHashMap<>();

        /** Does a part of the work; a fault in it is kept, and the work goes on with the next part. */
        public void attempt(Runnable part) {
            try {
                part.run();
            } catch (InventoryException e) {
                add(e);
            } catch (InventoryErrors e) {
                e.errors().forEach(this::add);
            }
        }

        public void add(InventoryException fault) {
            found.putIfAbsent(String.valueOf(fault.getMessage()), fault);
        }

        /** @throws InventoryErrors if any fault was found */
        public void check() {
            if (!found.isEmpty()) {
                throw new InventoryErrors(new ArrayList<>(found.values()));
            }
        }
    }
}
