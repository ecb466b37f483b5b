package jforge.report;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Plan;
import jforge.plan.Ref;
import jforge.plan.Verdict;
import jforge.resource.Report;
import jforge.survey.Surveyed;

/** What the shell is told; in the order of gravity, the gravest last. */
public enum ExitCode {
    /** Fine; where asked for in detail: and nothing to change. */
    FINE(0),
    /** Changes are pending or deferred, or something is not as it should be; only where asked for in detail. */
    PENDING(2),
    /** The command line or the inventory can't be used. */
    USAGE(1),
    /** A host could not be reached; the rest was done. */
    UNREACHABLE(3),
    /** Another run holds a host. */
    LOCKED(6),
    /** A guard stopped something, or a host has changed since the plan. */
    REFUSED(4),
    /** Applying failed part-way. */
    FAILED(5),
    /** Somebody stopped it. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number that the process ends with. */
    public int code() {
        return code;
    }

    /** The one that the process ends with; {@link #FINE} for none. */
    public static ExitCode gravest(Set<ExitCode> codes) {
        return codes.stream().max(ExitCode::compareTo).orElse(FINE);
    }

    /** All that a plan, not applied, gives rise to. */
    public static Set<ExitCode> of(Plan plan, boolean detailed) {
        Set<ExitCode> codes = ofRefusals(plan);
        boolean deferred = plan.changes().anyMatch(c -> c.verdict() == Verdict.DEFERRED);
        if (detailed && (plan.acts() || deferred)) {
            codes.add(PENDING);
        }
        return codes;
    }

    /** All that a report gives rise to; a host that was reached and could not tell counts as one that was not. */
    public static Set<ExitCode> of(List<Surveyed> hosts, boolean detailed) {
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        add(codes, UNREACHABLE, hosts.stream().anyMatch(h -> h.lost() != null || h.failed() != null));
        add(
                codes,
                PENDING,
                detailed
                        && !hosts.stream()
                                .allMatch(h -> h.told().health().stream().allMatch(Report.Health::fine)));
        return codes;
    }

    /** All that a run gives rise to, what its plan could not do included. */
    public static Set<ExitCode> of(Run run) {
        Set<ExitCode> codes = ofRefusals(run.plan());
        Outcome outcome = Outcome.of(run.plan(), run.events());
        add(codes, INTERRUPTED, run.interrupted());
        add(codes, FAILED, !outcome.failed().isEmpty() || brokeOff(run));
        add(codes, FAILED, !run.left().isEmpty());
        add(codes, REFUSED, !outcome.stale().isEmpty());
        add(codes, LOCKED, !outcome.locked().isEmpty());
        add(codes, UNREACHABLE, !outcome.lost().isEmpty() || !run.uncompared().isEmpty());
        return codes;
    }

    private static Set<ExitCode> ofRefusals(Plan plan) {
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        for (HostPlan host : plan.hosts()) {
            add(codes, UNREACHABLE, host.unreachable() != null);
        }
        Set<Ref> gap = acrossTheGap(plan);
        add(codes, REFUSED, plan.changes().anyMatch(c -> c.verdict() == Verdict.REFUSED && !gap.contains(c.ref())));
        return codes;
    }

    /** What is refused only because a host could not be reached: the code for that says it. */
    private static Set<Ref> acrossTheGap(Plan plan) {
        Set<String> away = plan.hosts().stream()
                .filter(h -> h.unreachable() != null)
                .map(HostPlan::host)
                .collect(Collectors.toSet());
        Set<Ref> gap = new HashSet<>();
        int before = -1;
        while (gap.size() > before) {
            before = gap.size();
            plan.changes()
                    .filter(c -> c.verdict() == Verdict.REFUSED)
                    .filter(c -> c.requires().stream().anyMatch(r -> away.contains(r.host()) || gap.contains(r)))
                    .forEach(c -> gap.add(c.ref()));
        }
        return gap;
    }

    /** Whether a connection was lost after something had begun there. */
    private static boolean brokeOff(Run run) {
        return run.events().stream()
                .anyMatch(e -> e instanceof Event.Lost
                        && run.events().stream()
                                .anyMatch(b ->
                                        b instanceof Event.Begun && b.host().equals(e.host())));
    }

    private static void add(Set<ExitCode> codes, ExitCode code, boolean holds) {
        if (holds) {
            codes.add(code);
        }
    }
}
