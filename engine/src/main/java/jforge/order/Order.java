package jforge.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import jforge.order.Graph.Vertex;
import jforge.plan.Ref;
import jforge.resource.Resource;
import jforge.source.InventoryException;

/** Sorts a fleet's resources so that everything comes after what it waits for. */
public final class Order {
    private final Graph graph;
    private final Map<Ref, Integer> waiting = new HashMap<>();
    private final Map<Ref, List<Vertex>> waiters = new HashMap<>();
    private final Map<Ref, Integer> declared = new HashMap<>();
    private final Queue<Vertex> ready = new PriorityQueue<>(Comparator.comparing(this::declared));
    private final Queue<Vertex> mergers = new PriorityQueue<>(Comparator.comparing(this::declared));
    private final List<Placed> placed = new ArrayList<>();
    private int batch;

    private Order(List<Resource<?, ?>> resources) {
        graph = new Graph(resources);
    }

    /**
     * The resources in order; those that wait for nothing of each other as declared, and those of merging types as late and
     * as close together as the edges allow.
     *
     * @throws InventoryException if resources wait for each other in a circle; the message names each with its mark
     */
    public static List<Placed> of(List<Resource<?, ?>> resources) {
        return new Order(resources).sorted();
    }

    private List<Placed> sorted() {
        for (Vertex vertex : graph.vertices.values()) {
            declared.put(vertex.resource.ref(), declared.size());
            vertex.after.removeIf(ref -> !graph.vertices.containsKey(ref));
            waiting.put(vertex.resource.ref(), vertex.after.size());
            vertex.after.forEach(
                    ref -> waiters.computeIfAbsent(ref, r -> new ArrayList<>()).add(vertex));
            offer(vertex);
        }
        while (!ready.isEmpty() || !mergers.isEmpty()) {
            if (ready.isEmpty()) {
                placeTogether();
            } else {
                place(ready.remove());
            }
        }
        if (placed.size() < graph.vertices.size()) {
            throw cycle();
        }
        return placed;
    }

    private void placeTogether() {
        List<Vertex> together = new ArrayList<>();
        while (!mergers.isEmpty()) {
            together.add(mergers.remove());
        }
        batch++;
        together.forEach(this::place);
    }

    private Integer declared(Vertex vertex) {
        return declared.getOrDefault(vertex.resource.ref(), 0);
    }

    private void offer(Vertex vertex) {
        if (waiting.getOrDefault(vertex.resource.ref(), 0) == 0) {
            (Graph.group(vertex.resource).isPresent() ? mergers : ready).add(vertex);
        }
    }

    private void place(Vertex vertex) {
        Ref ref = vertex.resource.ref();
        placed.add(new Placed(
                vertex.resource,
                batch,
                List.copyOf(vertex.after),
                List.copyOf(vertex.requires),
                List.copyOf(vertex.shapers)));
        waiting.put(ref, -1);
        for (Vertex waiter : waiters.getOrDefault(ref, List.of())) {
            waiting.merge(waiter.resource.ref(), -1, Integer::sum);
            offer(waiter);
        }
    }

    /** Walks along what waits until it meets itself. */
    private InventoryException cycle() {
        Set<Ref> path = new LinkedHashSet<>();
        Vertex at = graph.vertices.values().stream()
                .filter(this::isStuck)
                .findFirst()
                .orElseThrow();
        while (path.add(at.resource.ref())) {
            at = at.after.stream()
                    .map(ref -> graph.vertices.get(ref))
                    .filter(v -> v != null && isStuck(v))
                    .findFirst()
                    .orElseThrow();
        }
        List<Ref> circle = new ArrayList<>(path);
        circle.subList(0, circle.indexOf(at.resource.ref())).clear();
        StringBuilder text = new StringBuilder("these wait for each other:");
        for (Ref ref : circle) {
            Vertex vertex = graph.vertices.get(ref);
            if (vertex != null) {
                text.append("\n  ").append(vertex.resource.mark()).append(": ").append(ref);
            }
        }
        return new InventoryException(at.resource.mark(), text + "\n  and again " + at.resource.ref());
    }

    private boolean isStuck(Vertex vertex) {
        return waiting.getOrDefault(vertex.resource.ref(), -1) > 0;
    }
}
