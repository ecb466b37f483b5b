package jforge.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.source.Node;
import org.jspecify.annotations.Nullable;

/** One value of an inventory in all of its files: what a file says itself, and below it what it includes. */
final class Layer {
    private final @Nullable Node own;
    private final List<Layer> below;
    private final Map<String, Node> entries = new LinkedHashMap<>();

    private Layer(@Nullable Node own, List<Layer> below) {
        this.own = own;
        this.below = below;
        if (own instanceof Node.Mapping map) {
            map.entries().forEach(e -> entries.put(e.key().text(), e.value()));
        }
    }

    static Layer of(Part part) {
        return new Layer(
                part.top().map(), part.included().stream().map(Layer::of).toList());
    }

    /** The same of one entry. */
    Layer at(String key) {
        return new Layer(
                entries.get(key), below.stream().map(layer -> layer.at(key)).toList());
    }

    /** Everything said, what is included first. */
    List<Node> all() {
        List<Node> all = new ArrayList<>();
        below.forEach(layer -> all.addAll(layer.all()));
        if (own != null) {
            all.add(own);
        }
        return all;
    }

    /** The keys of all, what is included first. */
    void keys(Map<String, Node.Scalar> into) {
        below.forEach(layer -> layer.keys(into));
        if (own instanceof Node.Mapping map) {
            map.entries().forEach(e -> into.putIfAbsent(e.key().text(), e.key()));
        }
    }

    /**
     * What counts: what a file says hides what it includes.
     *
     * @throws InventoryException if files of which none includes the other say different things
     */
    Node strongest(String key) {
        List<Node> found = strongest();
        Node first = found.get(0);
        for (Node other : found) {
            if (!SameValue.test(first, other)) {
                throw new InventoryException(
                        other.mark(),
                        "\"" + key + "\" is something else in " + first.mark()
                                + ", and neither file includes the other; make them agree, or say it in a file that"
                                + " includes both");
            }
        }
        return first;
    }

    private List<Node> strongest() {
        return own != null
                ? List.of(own)
                : below.stream().flatMap(l -> l.strongest().stream()).toList();
    }

    /** Where the strongest stands; of several the first. */
    Mark mark() {
        return strongest().get(0).mark();
    }
}
