package jforge.compare;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jforge.order.Placed;
import jforge.plan.Change;
import jforge.plan.Ref;
import jforge.plan.Verdict;

/** Why a resource must not be touched: something that it requires won't be there. */
final class Blocked {
    private final Map<Ref, Change> changes;
    private final Set<String> selected;
    private final Map<String, String> unreachable;
    private final Map<Ref, Ref> effects;

    /**
     * @param changes of what comes before, filled while the comparison goes on
     * @param selected hosts that may be changed
     * @param unreachable hosts that could not be looked at, with the reason
     * @param effects by what triggers them, one each of those on hosts that can't be told that they are due
     */
    Blocked(Map<Ref, Change> changes, Set<String> selected, Map<String, String> unreachable, Map<Ref, Ref> effects) {
        this.effects = effects;
        this.changes = changes;
        this.selected = selected;
        this.unreachable = unreachable;
    }

    /** A sentence; empty where nothing stands in the way. */
    Optional<String> reason(Placed placed) {
        return placed.requires().stream()
                .flatMap(ref -> gap(placed, ref).stream())
                .findFirst()
                .or(() -> lostEffect(placed));
    }

    /** Whether applying changes it: it acts, and its host is not left out. */
    boolean happens(Ref ref) {
        Change change = changes.get(ref);
        return change != null && change.verdict().acts() && selected.contains(ref.host());
    }

    private Optional<String> lostEffect(Placed placed) {
        return untold(placed).map(effect -> {
            String why = unreachable.containsKey(effect.host()) ? "could not be reached" : "is left out";
            return "its effect on " + effect.label() + " on " + effect.host() + " would be lost: " + effect.host() + " "
                    + why;
        });
    }

    /** The effect of a change, on a host that can't be told that it is due. */
    Optional<Ref> untold(Placed placed) {
        return Optional.ofNullable(effects.get(placed.resource().ref()));
    }

    private Optional<String> gap(Placed placed, Ref ref) {
        String host = placed.resource().ref().host();
        String name = ref.host().equals(host) ? ref.label() : ref.label() + " on " + ref.host();
        if (unreachable.containsKey(ref.host())) {
            return Optional.of("requires " + name + ", and " + ref.host() + " could not be reached");
        }
        Change change = changes.get(ref);
        if (change == null) {
            return Optional.empty();
        }
        if (change.verdict() == Verdict.REFUSED || change.verdict() == Verdict.DEFERRED) {
            String verb = change.verdict() == Verdict.REFUSED ? "refused" : "deferred";
            return Optional.of("requires " + name + ", which is " + verb);
        }
        if (change.verdict().acts() && !selected.contains(ref.host())) {
            return Optional.of("requires " + name + ", which is to be changed, and " + ref.host() + " is left out");
        }
        return Optional.empty();
    }
}
