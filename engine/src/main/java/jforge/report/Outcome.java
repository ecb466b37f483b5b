package jforge.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jforge.plan.Change;
import jforge.plan.Due;
import jforge.plan.Event;
import jforge.plan.Plan;
import jforge.plan.Ref;

/**
 * What became of each change of a run.
 *
 * @param changed resources of which something was changed; an effect counts
 * @param skipped those that were not begun because something they require failed, or the run was stopped
 * @param unfinished begun, and no end of it was heard of
 * @param untouched planned, and never begun
 * @param owed effects, by their resource, that the next run has to do
 * @param lost hosts whose connection broke or never stood, with the reason; likewise {@code stale} and {@code locked}
 */
record Outcome(
        Set<Ref> changed,
        List<Event.Ended> failed,
        List<Event.Ended> skipped,
        List<Ref> unfinished,
        List<Ref> untouched,
        Map<Ref, String> owed,
        Map<String, String> lost,
        Map<String, String> stale,
        Map<String, String> locked) {

    static Outcome of(Plan plan, List<Event> events) {
        Outcome outcome = new Outcome(
                new LinkedHashSet<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
        Set<Ref> begun = new LinkedHashSet<>();
        Set<Ref> ended = new HashSet<>();
        Set<Ref> effects = new HashSet<>();
        for (Event event : events) {
            outcome.add(event);
            if (event instanceof Event.Begun b) {
                begun.add(b.ref());
            } else if (event instanceof Event.Ended e) {
                ended.add(e.ref());
                boolean done = e.outcome() == Event.Outcome.CHANGED || e.outcome() == Event.Outcome.ALREADY;
                if (e.effect() != null && done) {
                    effects.add(e.ref());
                }
            }
        }
        begun.stream().filter(r -> !ended.contains(r)).forEach(outcome.unfinished::add);
        plan.changes()
                .filter(c -> c.verdict().acts())
                .map(Change::ref)
                .filter(r -> !begun.contains(r) && !ended.contains(r))
                .forEach(outcome.untouched::add);
        plan.changes().filter(c -> !effects.contains(c.ref())).forEach(outcome::owes);
        return outcome;
    }

    private void add(Event event) {
        if (event instanceof Event.Ended e) {
            switch (e.outcome()) {
                case CHANGED -> changed.add(e.ref());
                case FAILED -> failed.add(e);
                case SKIPPED -> skipped.add(e);
                case ALREADY -> {}
            }
        } else if (event instanceof Event.Lost e) {
            lost.put(e.host(), e.reason());
        } else if (event instanceof Event.Stale e) {
            stale.put(e.host(), e.kinds());
        } else if (event instanceof Event.Locked e) {
            locked.put(e.host(), e.holder());
        }
    }

    /** An effect that was not seen to be done is owed when it was before, or when a trigger may have changed. */
    private void owes(Change change) {
        Due due = change.due();
        if (due == null || !change.verdict().acts()) {
            return;
        }
        boolean triggered = due.triggers().stream().anyMatch(t -> changed.contains(t) || unfinished.contains(t));
        if (due.owed() != null || triggered) {
            owed.put(change.ref(), due.name());
        }
    }
}
