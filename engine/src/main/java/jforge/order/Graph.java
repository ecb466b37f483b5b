package jforge.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jforge.plan.Merge;
import jforge.plan.Ref;
import jforge.resource.Edge;
import jforge.resource.Identity;
import jforge.resource.Merging;
import jforge.resource.Resource;
import org.jspecify.annotations.Nullable;

/** The fleet's resources and every edge between them, each edge told from the side of the one that waits. */
final class Graph {
    /** What one resource waits for. */
    static final class Vertex {
        final Resource<?, ?> resource;
        final Set<Ref> after = new LinkedHashSet<>();
        final Set<Ref> requires = new LinkedHashSet<>();
        final Set<Placed.Shaper> shapers = new LinkedHashSet<>();

        Vertex(Resource<?, ?> resource) {
            this.resource = resource;
        }
    }

    private static final Neighbours NOBODY = new Neighbours();

    private record Key(String host, Identity identity) {}

    final Map<Ref, Vertex> vertices = new LinkedHashMap<>();
    private final Map<Key, Vertex> byIdentity = new LinkedHashMap<>();
    private final Map<String, Neighbours> byHost = new HashMap<>();
    private final Map<Ref, List<Vertex>> requiredBy = new HashMap<>();
    private final Map<Vertex, Edge.When> last = new HashMap<>();

    Graph(List<Resource<?, ?>> resources) {
        for (Resource<?, ?> resource : resources) {
            Vertex vertex = new Vertex(resource);
            vertices.put(resource.ref(), vertex);
            Identity identity = resource.identity();
            byIdentity.put(new Key(resource.ref().host(), identity), vertex);
            byHost.computeIfAbsent(resource.ref().host(), h -> new Neighbours()).add(identity, vertex);
            for (Edge edge : edges(resource)) {
                if (edge instanceof Edge.AfterDependents dependents) {
                    last.put(vertex, dependents.when());
                }
            }
        }
        List<Runnable> shapings = new ArrayList<>();
        for (Vertex vertex : vertices.values()) {
            links(vertex);
            for (Edge edge : edges(vertex.resource)) {
                draw(vertex, edge, shapings);
            }
        }
        // only now is it known who requires whom
        shapings.forEach(Runnable::run);
        bind();
    }

    static <D, S> Optional<Merging.Group> group(Resource<D, S> resource) {
        return resource.type() instanceof Merging<D, S> type ? type.group(resource.desired()) : Optional.empty();
    }

    private record Whole(String host, String type, Merging.Group group) {}

    /** Members of a whole wait for all that one of them waits for, and not for each other. */
    private void bind() {
        Map<Whole, List<Vertex>> wholes = new LinkedHashMap<>();
        for (Vertex vertex : vertices.values()) {
            group(vertex.resource)
                    .filter(g -> g.bond() == Merge.Bond.WHOLE)
                    .ifPresent(group -> wholes.computeIfAbsent(
                                    new Whole(
                                            vertex.resource.ref().host(),
                                            vertex.resource.type().key(),
                                            group),
                                    w -> new ArrayList<>())
                            .add(vertex));
        }
        for (List<Vertex> members : wholes.values()) {
            Set<Ref> after = new LinkedHashSet<>();
            Set<Ref> requires = new LinkedHashSet<>();
            members.forEach(m -> after.addAll(m.after));
            members.forEach(m -> requires.addAll(m.requires));
            for (Vertex member : members) {
                after.remove(member.resource.ref());
                requires.remove(member.resource.ref());
            }
            for (Vertex member : members) {
                member.after.clear();
                member.after.addAll(after);
                member.requires.clear();
                member.requires.addAll(requires);
            }
        }
    }

    private static <D> List<Edge> edges(Resource<D, ?> resource) {
        return resource.type().edges(resource.desired());
    }

    private void links(Vertex vertex) {
        for (Resource.Link link : vertex.resource.requires()) {
            require(vertex, link.to());
        }
        for (Resource.Link trigger : vertex.resource.triggers()) {
            vertex.after.add(trigger.to());
        }
    }

    private void draw(Vertex from, Edge edge, List<Runnable> shapings) {
        if (edge instanceof Edge.Requires requires) {
            Vertex other = find(from, requires.other());
            if (other != null) {
                requireOrPrecede(from, other);
            }
        } else if (edge instanceof Edge.After after) {
            Vertex other = find(from, after.other());
            if (other != null) {
                from.after.add(other.resource.ref());
            }
        } else if (edge instanceof Edge.ShapedBy shapedBy) {
            Vertex other = find(from, shapedBy.other());
            if (other != null) {
                require(from, other.resource.ref());
                shaped(from, other, shapedBy.when());
            }
        } else if (edge instanceof Edge.ShapedByRequired required) {
            for (Resource.Link link : from.resource.requires()) {
                from.shapers.add(new Placed.Shaper(link.to(), required.when()));
            }
        } else if (!(edge instanceof Edge.AfterDependents)) {
            shapings.add(() -> shape(from, edge));
        }
    }

    private void shape(Vertex from, Edge edge) {
        if (edge instanceof Edge.Shapes shapes) {
            Vertex other = find(from, shapes.other());
            if (other != null) {
                shaped(other, from, shapes.when());
            }
        } else if (edge instanceof Edge.ShapesBelow below) {
            neighbours(from).below(below.path()).forEach(other -> shaped(other, from, below.when()));
        } else if (edge instanceof Edge.ShapesMatching matching) {
            neighbours(from).matching(matching).forEach(other -> shaped(other, from, matching.when()));
        } else if (edge instanceof Edge.Supplies supplies) {
            Set<Ref> before = before(from);
            for (Vertex other : neighbours(from).of(supplies.space())) {
                if (!before.contains(other.resource.ref())) {
                    shaped(other, from, Edge.When.PENDING);
                }
            }
        } else if (edge instanceof Edge.ShapesDependents dependents) {
            for (Vertex other : requiredBy.getOrDefault(from.resource.ref(), List.of())) {
                if (other.resource.ref().host().equals(from.resource.ref().host())) {
                    shaped(other, from, dependents.when());
                }
            }
        }
    }

    /** All that it waits for, by whatever way. */
    private Set<Ref> before(Vertex vertex) {
        Set<Ref> found = new LinkedHashSet<>(vertex.after);
        List<Ref> open = new ArrayList<>(found);
        while (!open.isEmpty()) {
            Vertex next = vertices.get(open.remove(open.size() - 1));
            if (next != null) {
                next.after.stream().filter(found::add).forEach(open::add);
            }
        }
        return found;
    }

    private void requireOrPrecede(Vertex from, Vertex other) {
        Edge.When when = last.get(other);
        if (when == null) {
            require(from, other.resource.ref());
        } else {
            require(other, from.resource.ref());
            shaped(other, from, when);
        }
    }

    private void require(Vertex from, Ref to) {
        if (!to.equals(from.resource.ref())) {
            from.after.add(to);
            if (from.requires.add(to)) {
                requiredBy.computeIfAbsent(to, t -> new ArrayList<>()).add(from);
            }
        }
    }

    private static void shaped(Vertex other, Vertex by, Edge.When when) {
        if (other != by) {
            other.after.add(by.resource.ref());
            other.shapers.add(new Placed.Shaper(by.resource.ref(), when));
        }
    }

    private Neighbours neighbours(Vertex vertex) {
        return byHost.getOrDefault(vertex.resource.ref().host(), NOBODY);
    }

    private @Nullable Vertex find(Vertex from, Identity identity) {
        return byIdentity.get(new Key(from.resource.ref().host(), identity));
    }
}
