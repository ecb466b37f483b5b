package jforge.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jforge.plan.Change;
import jforge.plan.Due;
import jforge.plan.HostPlan;
import jforge.plan.Merge;
import jforge.plan.Plan;
import jforge.plan.Ref;

/** Cuts the hosts' scripts where an edge crosses hosts: what is of wave N needs nothing of wave N on another host. */
final class Waves {
    private final Map<Ref, Integer> waves = new HashMap<>();
    private final Map<Ref, Set<Ref>> effectsElsewhere = new HashMap<>();
    private final Plan plan;

    Waves(Plan plan) {
        this.plan = plan;
        acting().forEach(c -> waves.put(c.ref(), 0));
        markersFirst();
        while (raise()) {
            // each round moves what stands too early; the plan has no circles, so it ends
        }
    }

    /** From 0; -1 for what doesn't act. */
    int of(Change change) {
        return waves.getOrDefault(change.ref(), -1);
    }

    /** The last wave of a host; 0 where nothing acts. */
    int last(HostPlan host) {
        return host.changes().stream().mapToInt(this::of).max().orElse(0);
    }

    /** What one host runs in one go. */
    record Stage(String host, int wave) {}

    /**
     * Each after what it waits for: for every host on which something acts wave 0, with which it begins, and the waves that
     * hold something of it.
     */
    List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        plan.hosts().stream()
                .filter(HostPlan::acts)
                .forEach(host -> own(host).stream()
                        .map(wave -> new Stage(host.host(), wave))
                        .forEach(stages::add));
        stages.sort(Comparator.comparing(Stage::wave));
        return stages;
    }

    /** What must have ended before a host's stage: its own before, and those of others that hold what this waits for. */
    Set<Stage> before(HostPlan host, int wave) {
        Set<Stage> before = new LinkedHashSet<>();
        Integer previous = own(host).lower(wave);
        if (previous != null) {
            before.add(new Stage(host.host(), previous));
        }
        for (Change change : host.changes()) {
            if (of(change) == wave) {
                dependencies(change).stream()
                        .filter(d -> waves.containsKey(d) && !d.host().equals(host.host()))
                        .forEach(d -> before.add(new Stage(d.host(), waves.getOrDefault(d, 0))));
                effectsElsewhere(change.ref()).forEach(effect -> before.add(new Stage(effect.host(), 0)));
            }
        }
        return before;
    }

    private TreeSet<Integer> own(HostPlan host) {
        TreeSet<Integer> own = new TreeSet<>(List.of(0));
        host.changes().stream().map(this::of).filter(wave -> wave >= 0).forEach(own::add);
        return own;
    }

    /** The effects on other hosts that a change triggers: their markers have to stand before it begins. */
    Set<Ref> effectsElsewhere(Ref trigger) {
        return effectsElsewhere.getOrDefault(trigger, Set.of());
    }

    private List<Change> acting() {
        return plan.changes().filter(c -> c.verdict().acts()).toList();
    }

    /** A trigger waits one wave for the markers on other hosts. */
    private void markersFirst() {
        for (Change change : acting()) {
            Due due = change.due();
            if (due != null) {
                for (Ref trigger : due.triggers()) {
                    if (!trigger.host().equals(change.ref().host())) {
                        waves.computeIfPresent(trigger, (ref, wave) -> 1);
                        effectsElsewhere
                                .computeIfAbsent(trigger, t -> new LinkedHashSet<>())
                                .add(change.ref());
                    }
                }
            }
        }
    }

    private boolean raise() {
        boolean raised = false;
        for (Change change : acting()) {
            for (Ref dependency : dependencies(change)) {
                int wave = waves.getOrDefault(dependency, -1);
                boolean crosses = !dependency.host().equals(change.ref().host());
                raised |= atLeast(change.ref(), wave < 0 ? 0 : crosses ? wave + 1 : wave);
            }
        }
        for (HostPlan host : plan.hosts()) {
            for (Merge merge : host.merges()) {
                List<Ref> members = merge.members().stream()
                        .map(label -> new Ref(host.host(), label))
                        .filter(waves::containsKey)
                        .toList();
                int wave = members.stream()
                        .mapToInt(r -> waves.getOrDefault(r, 0))
                        .max()
                        .orElse(0);
                for (Ref member : members) {
                    raised |= atLeast(member, wave);
                }
            }
        }
        return raised;
    }

    private boolean atLeast(Ref ref, int wave) {
        int before = waves.getOrDefault(ref, 0);
        waves.put(ref, Math.max(before, wave));
        return wave > before;
    }

    /** Everything a change waits for, its effect's triggers among it. */
    static Set<Ref> dependencies(Change change) {
        Set<Ref> all = new HashSet<>(change.after());
        all.addAll(change.requires());
        if (change.due() != null) {
            all.addAll(change.due().triggers());
        }
        return all.stream().filter(r -> !r.equals(change.ref())).collect(Collectors.toSet());
    }
}
