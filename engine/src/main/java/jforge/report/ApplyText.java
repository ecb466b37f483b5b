package jforge.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jforge.plan.Change;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Plan;
import jforge.plan.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Applying, for eyes: a line for each change as it ends; with many hosts only what went wrong, and a line for each host.
 * Takes events from any thread.
 */
public final class ApplyText implements Consumer<Event> {
    private static final int HOSTS_IN_FULL = 8;
    private static final int LINES_OF_OUTPUT = 30;

    private final Style style;
    private final boolean full;
    private final Consumer<String> out;
    private final Map<Ref, Change> changes = new HashMap<>();
    private final Map<String, Integer> changed = new HashMap<>();
    private final int nameWidth;

    /**
     * @param everything a line for each change and all output, however many there are
     * @param out takes line by line, without line ends
     */
    public ApplyText(Style style, Plan plan, boolean everything, Consumer<String> out) {
        this.style = style;
        this.out = out;
        plan.changes().forEach(c -> changes.put(c.ref(), c));
        List<HostPlan> acting = plan.hosts().stream().filter(HostPlan::acts).toList();
        this.full = everything || acting.size() <= HOSTS_IN_FULL;
        this.nameWidth = acting.stream().mapToInt(h -> h.host().length()).max().orElse(0);
    }

    @Override
    public synchronized void accept(Event event) {
        if (event instanceof Event.Ended ended) {
            ended(ended);
        } else if (event instanceof Event.Lost lost) {
            say(lost.host(), Tone.ALARM, "connection lost: " + lost.reason());
        } else if (event instanceof Event.Stale stale) {
            say(stale.host(), Tone.ALARM, "refused: not as it was when the plan was made (" + stale.kinds() + ")");
        } else if (event instanceof Event.Locked locked) {
            say(locked.host(), Tone.ALARM, "locked by another run: " + locked.holder());
        } else if (event instanceof Event.Done done && !full) {
            say(done.host(), Tone.PLAIN, "done, " + changed.getOrDefault(done.host(), 0) + " changed");
        }
    }

    /** Prints what came of it all; the last line is {@code changed: N}, how many resources were changed. */
    public synchronized void summary(Run run) {
        Outcome outcome = Outcome.of(run.plan(), run.events());
        out.accept("");
        if (run.interrupted()) {
            out.accept(style.paint(Tone.ALARM, "stopped: what was running was finished, nothing else was begun"));
        }
        list("failed", refs(outcome.failed()), "mend the cause and run apply again");
        withoutRoot(run.plan(), outcome.failed());
        list("skipped", refs(outcome.skipped()), null);
        list("not begun", outcome.untouched(), run.interrupted() ? "run apply again" : null);
        list("begun, end unknown", outcome.unfinished(), "the next plan looks again");
        outcome.owed()
                .forEach((ref, effect) ->
                        tell(Tone.ALARM, "owed: " + effect + " of " + ref + "; the next plan shows it and does it"));
        hosts("lost", outcome.lost(), "run apply again when it can be reached");
        hosts("refused whole", outcome.stale(), "make a new plan");
        hosts("locked", outcome.locked(), "run apply again when the other run has ended");
        verified(run, outcome);
        out.accept("changed: " + outcome.changed().size());
    }

    private void verified(Run run, Outcome outcome) {
        Plan verified = run.verified();
        if (verified == null) {
            return;
        }
        hosts("not compared again", run.uncompared(), "run plan when it can be reached");
        if (!verified.acts()
                && verified.hosts().stream().allMatch(h -> run.uncompared().containsKey(h.host()))) {
            return;
        }
        if (!verified.acts()) {
            tell(Tone.PLAIN, "compared again: nothing left to change, " + PlanText.seconds(run.took()) + " in all");
            return;
        }
        boolean explained = run.left().isEmpty()
                || !outcome.failed().isEmpty()
                || !outcome.skipped().isEmpty()
                || run.interrupted();
        tell(Tone.ALARM, "compared again: this is left" + (explained ? "" : ", though every step succeeded"));
        new PlanText(style, new PlanText.Detail(false, false)).changes(verified, out);
    }

    private void ended(Event.Ended ended) {
        Ref ref = ended.ref();
        String what = sign(ended) + " " + ref.label() + (ended.effect() == null ? "" : "  " + ended.effect());
        switch (ended.outcome()) {
            case CHANGED -> {
                changed.merge(ref.host(), 1, Integer::sum);
                detail(ref, what + (ended.effect() == null ? "  changed" : "  done"));
            }
            case ALREADY -> detail(ref, what + "  already so");
            case SKIPPED -> detail(ref, what + "  skipped" + (ended.because() == null ? "" : ": " + ended.because()));
            case FAILED -> {
                say(ref.host(), Tone.ALARM, what + "  failed");
                output(ended.output());
            }
        }
    }

    /** What is most often the cause where the system says no to a login that is not root's. */
    private void withoutRoot(Plan plan, List<Event.Ended> failed) {
        Set<String> denied = failed.stream()
                .filter(e ->
                        e.output().contains("ermission denied") || e.output().contains("not permitted"))
                .map(e -> e.ref().host())
                .collect(Collectors.toSet());
        List<String> hosts = plan.hosts().stream()
                .filter(h -> denied.contains(h.host()))
                .filter(HostPlan::withoutRoot)
                .map(HostPlan::host)
                .toList();
        if (!hosts.isEmpty()) {
            tell(
                    Tone.ALARM,
                    "not logged in as root: " + HostNames.of(hosts)
                            + "; if that is the cause, set ssh: { become: sudo }");
        }
    }

    private void detail(Ref ref, String text) {
        if (full) {
            say(ref.host(), Tone.PLAIN, text);
        }
    }

    private String sign(Event.Ended ended) {
        Change change = changes.get(ended.ref());
        if (ended.effect() != null) {
            return "*";
        }
        return change == null ? " " : style.sign(change.verdict());
    }

    /** The end of what a failed command printed: that is where it says why. */
    private void output(String output) {
        List<String> lines = output.strip().lines().toList();
        int from = Math.max(0, lines.size() - LINES_OF_OUTPUT);
        if (from > 0) {
            out.accept("      ... " + from + " lines before");
        }
        lines.subList(from, lines.size()).forEach(l -> out.accept("      " + style.printable(l)));
    }

    private void say(String host, Tone tone, String text) {
        String name = host + " ".repeat(Math.max(0, nameWidth - host.length()));
        tell(tone, name + "  " + text);
    }

    private void tell(Tone tone, String text) {
        out.accept(style.paint(tone, style.printable(text)));
    }

    private static List<Ref> refs(List<Event.Ended> ended) {
        return ended.stream().map(Event.Ended::ref).distinct().toList();
    }

    /** One line for each label, with the hosts it is about. */
    private void list(String title, List<Ref> refs, @Nullable String advice) {
        if (refs.isEmpty()) {
            return;
        }
        tell(Tone.ALARM, title + ": " + refs.size() + (advice == null ? "" : "; " + advice));
        Map<String, List<String>> labels = new LinkedHashMap<>();
        refs.forEach(
                r -> labels.computeIfAbsent(r.label(), k -> new ArrayList<>()).add(r.host()));
        labels.forEach((label, hosts) -> tell(Tone.PLAIN, "  " + label + "  (" + HostNames.of(hosts) + ")"));
    }

    private void hosts(String title, Map<String, String> reasons, String advice) {
        if (reasons.isEmpty()) {
            return;
        }
        tell(Tone.ALARM, title + ": " + Totals.hosts(reasons.size()) + "; " + advice);
        Map<String, List<String>> byReason = reasons.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, TreeMap::new, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        byReason.forEach((reason, hosts) -> tell(Tone.PLAIN, "  " + HostNames.of(hosts) + ": " + reason));
    }
}
