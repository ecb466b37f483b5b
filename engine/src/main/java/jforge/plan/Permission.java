package jforge.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes out of a plan what can hurt and isn't allowed by name, and what depends on it. The id stays. */
public final class Permission {
    private final Set<String> allowed;
    private final Map<Ref, Verdict> verdicts = new HashMap<>();

    private Permission(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /** @param allowed objects as {@link #object} names them, already known to be meant for this plan */
    public static Plan of(Plan plan, Set<String> allowed) {
        Permission permission = new Permission(allowed);
        boolean grown = true;
        while (grown) {
            int before = permission.verdicts.size();
            plan.changes().forEach(permission::judge);
            grown = permission.verdicts.size() > before;
        }
        if (permission.verdicts.isEmpty()) {
            return plan;
        }
        List<HostPlan> hosts = new ArrayList<>();
        for (HostPlan host : plan.hosts()) {
            hosts.add(new HostPlan(
                    host.host(),
                    host.target(),
                    host.unreachable(),
                    host.looks(),
                    host.changes().stream().map(permission::permitted).toList(),
                    host.merges(),
                    host.probes()));
        }
        return new Plan(plan.inventory(), plan.id(), hosts);
    }

    /** How {@code --allow} names a resource: "package/nginx". */
    public static String object(Ref ref) {
        return ref.label().replaceFirst(" ", "/");
    }

    private void judge(Change change) {
        boolean forbidden = change.danger().mustBeAllowed() && !allowed.contains(object(change.ref()));
        boolean behind = change.requires().stream().anyMatch(r -> verdicts.get(r) == Verdict.REFUSED);
        Due due = change.due();
        if (change.verdict().acts() && (forbidden || behind)) {
            verdicts.put(change.ref(), Verdict.REFUSED);
        } else if (change.steps().isEmpty() && due != null && due.owed() == null) {
            if (verdicts.keySet().containsAll(due.triggers())) {
                verdicts.putIfAbsent(change.ref(), Verdict.NO_CHANGE);
            }
        }
    }

    private Change permitted(Change change) {
        if (verdicts.get(change.ref()) != Verdict.REFUSED) {
            return withoutRefusedTriggers(change);
        }
        boolean forbidden = change.danger().mustBeAllowed();
        String reason = forbidden ? danger(change) : "requires what is refused";
        @Nullable String allow = forbidden ? object(change.ref()) : null;
        return new Change(
                change.ref(),
                change.origin(),
                Verdict.REFUSED,
                reason,
                allow,
                List.of(),
                null,
                change.after(),
                change.requires(),
                change.notes());
    }

    /** What is refused triggers nothing. */
    private Change withoutRefusedTriggers(Change change) {
        Due due = change.due();
        if (due == null || due.triggers().stream().noneMatch(verdicts::containsKey)) {
            return change;
        }
        List<Ref> triggers =
                due.triggers().stream().filter(t -> !verdicts.containsKey(t)).toList();
        boolean none = triggers.isEmpty() && due.owed() == null;
        @Nullable Due left = none ? null : new Due(due.name(), due.marker(), triggers, due.owed(), due.step());
        return new Change(
                change.ref(),
                change.origin(),
                none && change.steps().isEmpty() ? Verdict.NO_CHANGE : change.verdict(),
                change.reason(),
                change.allow(),
                change.steps(),
                left,
                change.after(),
                change.requires(),
                change.notes());
    }

    /** What was there, and what is to be; of a list that goes altogether, the list, each item a line. */
    private static String lost(Difference difference) {
        String before = difference.before().shown();
        boolean gone = difference.after() instanceof Value.Absent && before.indexOf('\n') >= 0;
        return gone ? before : before + " -> " + difference.after().shown();
    }

    private static String danger(Change change) {
        StringBuilder reason = new StringBuilder();
        List<Step> steps = new ArrayList<>(change.steps());
        if (change.due() != null) {
            steps.add(change.due().step());
        }
        for (Step step : steps) {
            boolean alone = step.differences().size() == 1;
            for (Difference difference : step.differences()) {
                // that it goes is said by what goes with it
                boolean told = alone || !difference.attribute().equals(Difference.PRESENCE);
                if (told && step.danger().mustBeAllowed()) {
                    reason.append(reason.isEmpty() ? "" : ", ")
                            .append(difference.attribute())
                            .append(' ');
                    reason.append(lost(difference));
                }
            }
        }
        String grade = change.danger() == Danger.DESTRUCTIVE ? "destroys: " : "can hurt: ";
        return grade + reason;
    }
}
