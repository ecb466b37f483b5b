package jforge.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jforge.compare.Comparison.Judged;
import jforge.order.Placed;
import jforge.plan.Merge;
import jforge.resource.Merging;
import jforge.resource.Resource;

/** Finds, for one host, the changes that are best made in one transaction. */
final class Merges {
    private record Key(int batch, String type, Merging.Group group) {}

    private final Map<Key, List<Judged<?, ?>>> together = new LinkedHashMap<>();

    void add(Placed placed, Judged<?, ?> judged) {
        boolean acts =
                judged.change().verdict().acts() && !judged.change().steps().isEmpty();
        // what must be allowed by name must not come along with the others
        if (acts && Comparison.isHarmless(judged.change())) {
            group(judged.resource()).ifPresent(group -> {
                Key key = new Key(placed.batch(), judged.resource().type().key(), group);
                together.computeIfAbsent(key, k -> new ArrayList<>()).add(judged);
            });
        }
    }

    private static <D, S> Optional<Merging.Group> group(Resource<D, S> resource) {
        return resource.type() instanceof Merging<D, S> type ? type.group(resource.desired()) : Optional.empty();
    }

    List<Merge> list() {
        List<Merge> merges = new ArrayList<>();
        together.forEach((key, same) -> merge(key.group().bond(), same, merges));
        return merges;
    }

    /** All of one key are of one type. */
    @SuppressWarnings("unchecked")
    private static <D, S> void merge(Merge.Bond bond, List<Judged<?, ?>> same, List<Merge> into) {
        Merging<D, S> type = (Merging<D, S>) same.get(0).resource().type();
        List<Merging.Pending<D, S>> pending = new ArrayList<>();
        List<String> members = new ArrayList<>();
        for (Judged<?, ?> one : same) {
            Judged<D, S> judged = (Judged<D, S>) one;
            pending.add(new Merging.Pending<>(judged.resource().desired(), judged.seen()));
            members.add(judged.change().ref().label());
        }
        Merging.Transaction transaction = type.merge(pending);
        if (transaction != null) {
            into.add(new Merge(members, bond, transaction.summary(), transaction.command()));
        }
    }
}
