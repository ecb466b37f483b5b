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
        boolean behind = change.requires().stream().anyMatch(verdicts::containsKey);
        if (change.verdict().acts() && (forbidden || behind)) {
            verdicts.put(change.ref(), Verdict.REFUSED);
        }
    }

    private Change permitted(Change change) {
        if (!verdicts.containsKey(change.ref())) {
            return change;
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
                change.requires());
    }

    private static String danger(Change change) {
        StringBuilder reason = new StringBuilder();
        for (Step step : change.steps()) {
            for (Difference difference : step.differences()) {
                if (step.danger().mustBeAllowed()) {
                    reason.append(reason.isEmpty() ? "" : ", ")
                            .append(difference.attribute())
                            .append(' ');
                    reason.append(difference.before().shown())
                            .append(" -> ")
                            .append(difference.after().shown());
                }
            }
        }
        String grade = change.danger() == Danger.DESTRUCTIVE ? "destroys: " : "can hurt: ";
        return grade + reason;
    }
}
