package jforge.apply;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jforge.plan.Change;
import jforge.plan.Plan;
import jforge.plan.Ref;

/** The fleet's acting changes, numbered: names of resources don't fit into names of variables. */
final class Numbers {
    private final List<Change> changes;
    private final Map<Ref, Integer> numbers = new HashMap<>();

    Numbers(Plan plan) {
        changes = plan.changes().filter(c -> c.verdict().acts()).toList();
        for (Change change : changes) {
            numbers.put(change.ref(), numbers.size());
        }
    }

    int of(Ref ref) {
        return numbers.getOrDefault(ref, -1);
    }

    Change change(int number) {
        return changes.get(number);
    }

    /** Those of the references that act, as words. */
    String words(Collection<Ref> refs) {
        return refs.stream()
                .map(this::of)
                .filter(n -> n >= 0)
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }
}
