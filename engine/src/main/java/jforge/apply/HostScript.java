package jforge.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jforge.plan.Change;
import jforge.plan.Command;
import jforge.plan.Due;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Look;
import jforge.plan.Merge;
import jforge.plan.Payload;
import jforge.plan.Plan;
import jforge.plan.Ref;
import jforge.plan.Sh;
import jforge.plan.Step;

/** Writes what one host runs in one wave. */
final class HostScript {
    private final Plan plan;
    private final HostPlan host;
    private final Numbers numbers;
    private final Waves waves;
    private final StringBuilder text = new StringBuilder();
    /** The functions that this script has defined so far. */
    private final Set<String> defined = new HashSet<>();
    /** By what makes them due, the effects here that are written down before it begins. */
    private final Map<Ref, List<Change>> owed = new HashMap<>();

    HostScript(Plan plan, HostPlan host, Numbers numbers, Waves waves) {
        this.waves = waves;
        this.plan = plan;
        this.host = host;
        this.numbers = numbers;
        for (Change change : host.changes()) {
            Due due = change.due();
            if (due != null) {
                Set<Ref> causes = new LinkedHashSet<>(due.triggers());
                causes.addAll(transactions(change));
                causes.forEach(
                        c -> owed.computeIfAbsent(c, x -> new ArrayList<>()).add(change));
            }
        }
    }

    /**
     * Takes the lock and asks again what the plan was made from; the steps come only if both went well.
     *
     * @param holder who runs this, for others that find the host locked
     */
    void opening(String holder) {
        text.append(Prelude.TEXT);
        text.append("jf_ok=\njf_lock ").append(Sh.quote(holder)).append(" && jf_ok=1\n");
        text.append("if [ -n \"$jf_ok\" ]; then\njf_stale=\n");
        for (Look look : host.looks()) {
            text.append("jf_g() { (\n").append(look.script()).append("\n) 2>/dev/null | sha256sum; }\n");
            text.append("[ \"$(jf_g)\" = '").append(look.digest()).append("  -' ] || jf_stale=\"$jf_stale ");
            text.append(look.kind()).append("\"\n");
        }
        text.append(
                "[ -z \"$jf_stale\" ] || { jf_ok=; begin stale; printf '%s' \"${jf_stale# }\"; end stale; jf_unlock; }\n");
        text.append("fi\n");
        for (Change change : host.changes()) {
            Due due = change.due();
            if (due != null && due.triggers().stream().anyMatch(t -> !t.host().equals(host.host()))) {
                text.append("[ -z \"$jf_ok\" ] || ").append(owe(change, due)).append(" || jf_unmarked\n");
            }
        }
    }

    /** Tells how the changes of other hosts ended that these changes wait for. */
    void remote(List<Change> changes, Map<Ref, Event.Outcome> outcomes) {
        Set<Ref> elsewhere = new LinkedHashSet<>();
        for (Change change : changes) {
            Waves.dependencies(change).stream()
                    .filter(r -> !r.host().equals(host.host()) && numbers.of(r) >= 0)
                    .forEach(elsewhere::add);
        }
        for (Ref ref : elsewhere) {
            String outcome = outcomes.getOrDefault(ref, Event.Outcome.SKIPPED).name();
            text.append("jf_remote ").append(numbers.of(ref)).append(' ');
            text.append(outcome.toLowerCase(java.util.Locale.ROOT)).append('\n');
        }
    }

    /**
     * Lets a change that has an effect on another host begin only if it is written down there that the effect is due.
     *
     * @param marked the hosts that have their markers
     */
    void marked(List<Change> changes, Set<String> marked) {
        Set<Ref> effects = new LinkedHashSet<>();
        changes.forEach(c -> effects.addAll(waves.effectsElsewhere(c.ref())));
        for (Ref effect : effects) {
            text.append("jf_remote ").append(numbers.of(effect));
            text.append(marked.contains(effect.host()) ? " already\n" : " skipped\n");
        }
    }

    /** All changes of one wave, in the plan's order. */
    void changes(List<Change> changes) {
        text.append("if [ -n \"$jf_ok\" ]; then\n");
        Set<String> here = new LinkedHashSet<>();
        changes.forEach(c -> here.add(c.ref().label()));
        for (Change change : changes) {
            text.append("jf_member=\n");
            for (int i = 0; i < host.merges().size(); i++) {
                Merge merge = host.merges().get(i);
                // one that lost a member to a refusal would do that member's part
                boolean all = here.containsAll(merge.members());
                boolean bound = all || merge.bond() == Merge.Bond.WHOLE;
                if (bound && merge.members().contains(change.ref().label())) {
                    text.append("jf_member=").append(i).append('\n');
                    text.append(all ? "" : "jf_broken_" + i + "=1\n");
                }
                if (all && merge.members().indexOf(change.ref().label()) == 0) {
                    merge(i, merge, changes);
                }
            }
            change(change);
        }
        text.append(":\nfi\n");
    }

    /** The last words of a host's last wave. */
    void closing() {
        text.append("[ -z \"$jf_ok\" ] || jf_unlock\n");
    }

    void stopped() {
        text.append("jf_stop=1\n");
    }

    String text() {
        return text.toString();
    }

    private void merge(int number, Merge merge, List<Change> changes) {
        List<Ref> requires = new ArrayList<>();
        StringBuilder owes = new StringBuilder();
        for (Change change : changes) {
            if (merge.members().contains(change.ref().label())) {
                requires.addAll(conditions(change));
                owes.append(owes(change));
            }
        }
        text.append("o() {\n").append(owes).append(":\n}\n");
        step(1, "merge" + number, merge.command());
        payloads("merge" + number, List.of(merge.command()), 1);
        text.append("jf_merge ")
                .append(number)
                .append(' ')
                .append(merge.bond().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(numbers.words(requires))
                .append('\n');
    }

    private void change(Change change) {
        int number = numbers.of(change.ref());
        String requires = numbers.words(conditions(change));
        List<Command> commands = change.steps().stream().map(Step::command).toList();
        if (!commands.isEmpty()) {
            for (int k = 1; k <= commands.size(); k++) {
                step(k, number + "", commands.get(k - 1));
            }
            payloads(number + "", commands, 1);
            text.append("o() {\n").append(owes(change)).append(":\n}\n");
            text.append("jf_change ").append(number).append(' ').append(commands.size());
            text.append(' ').append(requires).append('\n');
        } else {
            text.append("jf_why=\njf_may ")
                    .append(number)
                    .append(' ')
                    .append(requires)
                    .append(" || :\n");
        }
        Due due = change.due();
        if (due != null) {
            step(0, number + "", due.step().command());
            payloads(number + "", List.of(due.step().command()), 0);
            text.append("jf_effect ").append(number).append(' ').append(Sh.quote(due.marker()));
            List<Ref> causes = new ArrayList<>(due.triggers());
            causes.addAll(transactions(change));
            text.append(' ').append(numbers.words(causes)).append('\n');
        }
    }

    /** What must not have failed: what it requires, and the markers of its effects on other hosts. */
    private Set<Ref> conditions(Change change) {
        Set<Ref> conditions = new LinkedHashSet<>(change.requires());
        conditions.addAll(waves.effectsElsewhere(change.ref()));
        return conditions;
    }

    private void step(int k, String number, Command command) {
        if (!command.functions().isEmpty() && defined.add(command.functions())) {
            text.append(command.functions()).append('\n');
        }
        text.append('t').append(k).append("() {\n").append(command.test()).append("\n}\n");
        text.append('c').append(k).append("() {\n").append(command.change()).append("\n}\n");
    }

    private void payloads(String number, List<Command> commands, int first) {
        if (commands.stream().allMatch(c -> c.payloads().isEmpty())) {
            return;
        }
        text.append("payload() {\ncase $jf_k.$1 in\n");
        for (int i = 0; i < commands.size(); i++) {
            for (Payload payload : commands.get(i).payloads()) {
                String key = first + i + "." + payload.name();
                text.append(key)
                        .append(") ")
                        .append(source(number, key, payload))
                        .append(" ;;\n");
            }
        }
        text.append("*) return 1 ;;\nesac\n}\n");
    }

    private static String source(String number, String key, Payload payload) {
        if (payload instanceof Payload.Inline inline) {
            return "printf %s " + Sh.quote(inline.text().revealed());
        }
        return "pull " + number + "." + key;
    }

    /** The markers to write before this change begins: of what it triggers on this host. */
    private String owes(Change trigger) {
        StringBuilder owes = new StringBuilder();
        for (Change change : owed.getOrDefault(trigger.ref(), List.of())) {
            Due due = change.due();
            if (due != null) {
                owes.append(owe(change, due)).append(" || return\n");
            }
        }
        return owes.toString();
    }

    /**
     * What it requires of this host's transactions. A package may start its service, or leave that to us while it is owed;
     * so the marker is there before the package changes, and the package counts as a cause.
     */
    private Set<Ref> transactions(Change change) {
        Set<Ref> required = new LinkedHashSet<>(change.requires());
        // each comes after all that it requires
        for (int i = host.changes().size() - 1; i >= 0; i--) {
            Change other = host.changes().get(i);
            if (required.contains(other.ref())) {
                required.addAll(other.requires());
            }
        }
        required.removeIf(ref -> !ref.host().equals(host.host())
                || host.merges().stream().noneMatch(m -> m.members().contains(ref.label())));
        return required;
    }

    private String owe(Change change, Due due) {
        String because = due.name() + " of " + change.ref().label() + ", by plan " + plan.id();
        return "jf_owe " + Sh.quote(due.marker()) + " " + Sh.quote(because);
    }
}
