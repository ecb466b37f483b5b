package jforge.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jforge.plan.Change;
import jforge.plan.HostPlan;
import jforge.plan.Plan;
import jforge.plan.Verdict;

/**
 * A plan in numbers; a resource of three hosts counts three times.
 *
 * @param verdicts how many resources have each; an effect behind steps of its own counts as an effect, too
 * @param resources of all hosts
 * @param quiet hosts that have nothing to change
 */
record Totals(Map<Verdict, Integer> verdicts, int resources, int quiet, int unreachable) {
    static Totals of(Plan plan) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        int resources = 0;
        int quiet = 0;
        int unreachable = 0;
        for (HostPlan host : plan.hosts()) {
            if (host.unreachable() != null) {
                unreachable++;
            } else if (host.changes().stream().allMatch(c -> c.verdict() == Verdict.NO_CHANGE)) {
                quiet++;
            }
            for (Change change : host.changes()) {
                resources++;
                verdicts.merge(change.verdict(), 1, Integer::sum);
                if (change.due() != null && change.verdict() != Verdict.EFFECT) {
                    verdicts.merge(Verdict.EFFECT, 1, Integer::sum);
                }
            }
        }
        return new Totals(verdicts, resources, quiet, unreachable);
    }

    int count(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }

    /** The line under a plan. */
    String line(Plan plan) {
        List<String> counts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            if (verdict != Verdict.NO_CHANGE && count(verdict) > 0) {
                counts.add(count(verdict) + " " + name(verdict));
            }
        }
        String changes = counts.isEmpty() ? "nothing to change" : String.join(", ", counts);
        String rest = quiet > 0 && !counts.isEmpty()
                ? "; " + hosts(quiet) + (quiet == 1 ? " has" : " have") + " nothing to change"
                : "";
        String lost = unreachable > 0 ? "; " + hosts(unreachable) + " unreachable" : "";
        return "plan " + plan.id() + ": " + changes + rest + lost;
    }

    static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String hosts(int number) {
        return number + (number == 1 ? " host" : " hosts");
    }
}
