package jforge.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;

/** Which of the claims for one host win. */
final class Verdicts {
    private final List<List<String>> lists;

    /** @param lists the profiles of each entry, the stronger first */
    Verdicts(List<List<String>> lists) {
        this.lists = List.copyOf(lists);
    }

    /**
     * @param winner what holds
     * @param same others that say the same
     * @param over those that it wins over
     */
    record Verdict(Claim winner, List<Claim> same, List<Claim> over) {
        Verdict {
            same = List.copyOf(same);
            over = List.copyOf(over);
        }
    }

    /**
     * One for each setting, in the order in which they are first said. What the inventory itself says wins over profiles.
     *
     * @throws InventoryErrors if claims contradict each other and none is put first
     */
    List<Verdict> of(List<Claim> claims) {
        Map<SysctlKey, List<Claim>> byKey = new LinkedHashMap<>();
        claims.forEach(claim ->
                byKey.computeIfAbsent(claim.key(), k -> new ArrayList<>()).add(claim));
        InventoryErrors.Collector errors = new InventoryErrors.Collector();
        List<Verdict> verdicts = new ArrayList<>();
        byKey.values().forEach(all -> errors.attempt(() -> verdicts.add(verdict(all))));
        errors.check();
        return verdicts;
    }

    private Verdict verdict(List<Claim> all) {
        List<Claim> own = all.stream().filter(c -> c.profile().isEmpty()).toList();
        Claim winner = own.isEmpty() ? strongest(all) : agreed(own);
        List<Claim> same = new ArrayList<>();
        List<Claim> over = new ArrayList<>();
        for (Claim claim : all) {
            if (claim != winner) {
                (claim.agrees(winner) ? same : over).add(claim);
            }
        }
        return new Verdict(winner, same, over);
    }

    private static Claim agreed(List<Claim> own) {
        Claim first = own.get(0);
        for (Claim other : own) {
            if (!other.agrees(first)) {
                throw new InventoryException(
                        other.mark(),
                        other.key().dotted() + " is " + other.says() + " here and " + first.says() + " in "
                                + first.mark() + ", both for one host; make them one, or leave this host out of one"
                                + " with except:");
            }
            if (!file(other).equals(file(first))) {
                throw new InventoryException(
                        other.mark(),
                        other.key().dotted() + " is kept in " + file(other) + " here and in " + file(first) + " in "
                                + first.mark() + ", both for one host; make them one");
            }
        }
        return first;
    }

    private static String file(Claim claim) {
        return claim.by().optionalText("file").orElse(SysctlType.FILE);
    }

    private Claim strongest(List<Claim> all) {
        for (Claim one : all) {
            if (all.stream().allMatch(other -> other.agrees(one) || isBefore(one, other))) {
                return one;
            }
        }
        Claim first = all.get(0);
        Claim other = all.stream().filter(c -> !c.agrees(first)).findFirst().orElseThrow();
        throw new InventoryException(
                other.mark(),
                other.who() + " says " + other.says() + " for " + other.key().dotted() + ", and "
                        + first.who() + " in " + first.mark() + " says " + first.says()
                        + ", both for one host; put the one that is to win first in one list of profiles, or say the"
                        + " value under settings:");
    }

    private boolean isBefore(Claim one, Claim other) {
        return isBefore(one.profile().orElse(""), other.profile().orElse(""))
                && !isBefore(other.profile().orElse(""), one.profile().orElse(""));
    }

    private boolean isBefore(String one, String other) {
        return lists.stream().anyMatch(list -> {
            int at = list.indexOf(one);
            return at >= 0 && at < list.indexOf(other);
        });
    }
}
