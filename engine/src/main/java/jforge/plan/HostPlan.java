package jforge.plan;

import java.util.List;
import jforge.transport.Target;
import org.jspecify.annotations.Nullable;

/**
 * What the plan has for one host.
 *
 * @param target the way to it
 * @param unreachable why it could not be looked at; null when it was. Nothing is planned for an unreachable host.
 * @param looks what was looked at; asked again before the first step, and any other answer refuses the host whole
 * @param changes in an order that agrees with every edge within the host, those without a change included
 * @param probes what was asked that is not jforge's own: "probe of LABEL: SHELL", or a question kind's name
 */
public record HostPlan(
        String host,
        Target target,
        @Nullable String unreachable,
        List<Look> looks,
        List<Change> changes,
        List<Merge> merges,
        List<String> probes) {
    public HostPlan {
        looks = List.copyOf(looks);
        changes = List.copyOf(changes);
        merges = List.copyOf(merges);
        probes = List.copyOf(probes);
    }

    /** Whether applying does anything here. */
    public boolean acts() {
        return changes.stream().anyMatch(c -> c.verdict().acts());
    }

    /** Whether commands run as a login user who is not root. */
    public boolean withoutRoot() {
        return target.kind() == Target.Kind.SSH
                && target.become() == Target.Become.NO
                && !target.user().equals("root");
    }
}
