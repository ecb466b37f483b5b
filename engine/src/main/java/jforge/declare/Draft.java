package jforge.declare;

import java.util.ArrayList;
import java.util.List;
import jforge.plan.Ref;
import jforge.resource.Expanding;
import jforge.resource.Identity;
import jforge.resource.Resource;
import jforge.resource.ResourceType;
import jforge.source.Mark;
import jforge.source.Node;

/** A resource whose references to others are still text. */
record Draft<D, S>(
        Ref ref,
        ResourceType<D, S> type,
        D desired,
        Mark mark,
        List<Node.Scalar> requires,
        List<Node.Scalar> triggers) {

    Identity identity() {
        return type.identity(desired);
    }

    /** Whether both say the same, apart from what they wait for. */
    boolean agrees(Draft<?, ?> other) {
        return type.key().equals(other.type.key()) && desired.equals(other.desired);
    }

    /** This, waiting for what both wait for. */
    Draft<D, S> united(Draft<?, ?> other) {
        return new Draft<>(ref, type, desired, mark, both(requires, other.requires), both(triggers, other.triggers));
    }

    private static List<Node.Scalar> both(List<Node.Scalar> left, List<Node.Scalar> right) {
        List<Node.Scalar> all = new ArrayList<>(left);
        right.stream()
                .filter(r -> left.stream().noneMatch(l -> l.text().equals(r.text())))
                .forEach(all::add);
        return all;
    }

    Resource<D, S> resource(Labels labels) {
        return new Resource<>(ref, type, desired, mark, links(labels, requires), links(labels, triggers));
    }

    private List<Resource.Link> links(Labels labels, List<Node.Scalar> texts) {
        return texts.stream().flatMap(t -> labels.links(t, ref).stream()).toList();
    }

    /** What it stands for besides itself. */
    List<Draft<?, ?>> parts() {
        if (!(type instanceof Expanding<D, S> expanding)) {
            return List.of();
        }
        List<Draft<?, ?>> parts = new ArrayList<>();
        expanding.parts(desired).forEach(part -> parts.add(part(part)));
        return parts;
    }

    private <E, T> Draft<E, T> part(Expanding.Part<E, T> part) {
        Ref of = new Ref(ref.host(), part.type().key() + " " + part.name());
        return new Draft<>(of, part.type(), part.desired(), mark, List.of(), List.of());
    }
}
