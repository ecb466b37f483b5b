package jforge.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import jforge.order.Graph.Vertex;
import jforge.resource.Edge;
import jforge.resource.Identity;

/** One host's resources by what they are, so that those below a directory are found without a look at all others. */
final class Neighbours {
    private final NavigableMap<String, List<Vertex>> byName = new TreeMap<>();

    void add(Identity identity, Vertex vertex) {
        byName.computeIfAbsent(key(identity.space(), identity.name()), k -> new ArrayList<>())
                .add(vertex);
    }

    /** What is declared below a path, itself included. */
    List<Vertex> below(String path) {
        List<Vertex> below = new ArrayList<>(byName.getOrDefault(key("path", path), List.of()));
        below.addAll(beginning(key("path", path + "/"), ""));
        return below;
    }

    List<Vertex> matching(Edge.ShapesMatching edge) {
        return beginning(key(edge.space(), edge.prefix()), edge.suffix());
    }

    /** All of a space. */
    List<Vertex> of(String space) {
        return beginning(key(space, ""), "");
    }

    private List<Vertex> beginning(String prefix, String suffix) {
        List<Vertex> found = new ArrayList<>();
        for (Map.Entry<String, List<Vertex>> entry : byName.tailMap(prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (entry.getKey().endsWith(suffix)) {
                found.addAll(entry.getValue());
            }
        }
        return found;
    }

    private static String key(String space, String name) {
        return space + "\0" + name;
    }
}
