package jforge.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jforge.declare.Undeclared;
import jforge.observe.Observation;
import jforge.observe.Owed;
import jforge.order.Placed;
import jforge.plan.Change;
import jforge.plan.Command;
import jforge.plan.Danger;
import jforge.plan.Difference;
import jforge.plan.Due;
import jforge.plan.Note;
import jforge.plan.Origin;
import jforge.plan.Ref;
import jforge.plan.Step;
import jforge.plan.Value;
import jforge.plan.Verdict;
import jforge.resource.Answers;
import jforge.resource.CrossCheck;
import jforge.resource.Edge;
import jforge.resource.Effect;
import jforge.resource.Proposal;
import jforge.resource.Resource;
import jforge.resource.Seen;
import org.jspecify.annotations.Nullable;

/** Compares resource by resource, each after what it waits for. */
final class Comparison {
    /** Takes the marker of what is owed no more away. */
    private static final Effect SETTLED = new Effect("settled by its own state", new Command(":", ":"), Danger.NONE);

    private final Map<String, Observation> observations;
    private final Map<Ref, Change> changes = new LinkedHashMap<>();
    private final Map<Ref, List<CrossCheck.Finding>> findings;
    /** Hosts that something is to change so far. */
    private final Set<String> altered = new HashSet<>();

    private final Blocked blocked;

    /**
     * @param observations by host; none of one that was not looked at
     * @param selected hosts that may be changed
     * @param unreachable hosts that could not be looked at, with the reason
     * @param effects by what triggers them, one each of those on hosts that can't be told that they are due
     * @param findings by the resource that shows them
     */
    Comparison(
            Map<String, Observation> observations,
            Set<String> selected,
            Map<String, String> unreachable,
            Map<Ref, Ref> effects,
            Map<Ref, List<CrossCheck.Finding>> findings) {
        this.observations = observations;
        this.findings = findings;
        this.blocked = new Blocked(changes, selected, unreachable, effects);
    }

    /** @return what the plan has for the resource; null when its host was not looked at */
    <D, S> @Nullable Judged<D, S> compare(Placed placed, Resource<D, S> resource) {
        Observation observation = observations.get(resource.ref().host());
        if (observation == null) {
            return null;
        }
        Draft draft = new Draft(placed, resource);
        Seen<S> seen = Seen.unknown();
        Optional<Ref> shaper = shaper(placed);
        try {
            if (shaper.isPresent() && isSettled(placed, resource, observation)) {
                shaper = Optional.empty();
            }
            if (shaper.isEmpty()) {
                seen = Seen.of(resource.type().read(resource.desired(), observation));
            }
            draft.judge(resource.type().propose(resource.desired(), seen), shaper);
            Effect effect = resource.type().effect(resource.desired(), seen);
            if (draft.verdict != Verdict.REFUSED && draft.verdict != Verdict.DEFERRED) {
                draft.due(effect, observation);
            }
        } catch (Answers.LeftOutException e) {
            draft.stop(Verdict.DEFERRED, "its probe is left out: plan without --no-probes to decide");
        } catch (Answers.NoAnswerException e) {
            draft.stop(Verdict.REFUSED, String.valueOf(e.getMessage()));
        }
        Change change = draft.change();
        changes.put(change.ref(), change);
        if (change.verdict().acts()) {
            altered.add(change.ref().host());
        }
        return new Judged<>(change, resource, seen);
    }

    /** What depends on facts of a host that couldn't be asked; empty where not even its name is known. */
    Optional<Change> refuse(String host, Undeclared one) {
        if (one.label() == null) {
            return Optional.empty();
        }
        Origin origin =
                new Origin(one.mark().file(), one.mark().line(), one.mark().column());
        String reason = "depends on " + one.needs() + " of " + one.of() + ", which could not be asked";
        Ref ref = new Ref(host, one.label());
        Change change = new Change(ref, origin, Verdict.REFUSED, reason, null, List.of(), null, List.of(), List.of());
        changes.put(ref, change);
        return Optional.of(change);
    }

    /** @param seen what the steps were made from */
    record Judged<D, S>(Change change, Resource<D, S> resource, Seen<S> seen) {}

    private Optional<Ref> shaper(Placed placed) {
        return placed.shapers().stream()
                .filter(s -> shapes(s, changes.get(s.ref())))
                .map(Placed.Shaper::ref)
                .findFirst();
    }

    /** Whether all that may shape it does so only where it has something to do, and it has not. */
    private <D, S> boolean isSettled(Placed placed, Resource<D, S> resource, Observation observation) {
        boolean maySettle = placed.shapers().stream()
                .filter(s -> shapes(s, changes.get(s.ref())))
                .allMatch(s -> s.when() == Edge.When.PENDING);
        if (!maySettle) {
            return false;
        }
        try {
            S state = resource.type().read(resource.desired(), observation);
            return resource.type().propose(resource.desired(), Seen.of(state)) instanceof Proposal.Do todo
                    && todo.steps().isEmpty();
        } catch (Answers.NoAnswerException e) {
            return false;
        }
    }

    private static boolean shapes(Placed.Shaper shaper, @Nullable Change change) {
        if (change == null) {
            return false;
        }
        return switch (change.verdict()) {
            case CREATE, DELETE, REPLACE, UNKNOWN -> true;
            case UPDATE -> shaper.when() != Edge.When.MADE_OR_REMOVED;
            case NO_CHANGE, EFFECT, DEFERRED, REFUSED -> false;
        };
    }

    /** A change while it is put together. */
    private final class Draft {
        private final Placed placed;
        private final Resource<?, ?> resource;
        private Verdict verdict = Verdict.NO_CHANGE;
        private @Nullable String reason;
        private List<Step> steps = List.of();
        private final List<Note> notes = new ArrayList<>();
        private @Nullable Due due;

        Draft(Placed placed, Resource<?, ?> resource) {
            this.placed = placed;
            this.resource = resource;
        }

        void judge(Proposal proposal, Optional<Ref> shaper) {
            if (proposal instanceof Proposal.Refuse refuse) {
                stop(Verdict.REFUSED, refuse.reason());
            } else if (proposal instanceof Proposal.Defer defer) {
                stop(Verdict.DEFERRED, defer.reason());
            } else if (proposal instanceof Proposal.Do todo) {
                notes.addAll(todo.notes());
                if (!todo.steps().isEmpty()) {
                    plan(todo, shaper);
                }
            }
            findings.getOrDefault(resource.ref(), List.of()).forEach(this::find);
        }

        private void find(CrossCheck.Finding finding) {
            switch (finding.level()) {
                case WARNING -> notes.add(Note.warning(finding.text()));
                case REFUSED -> stop(Verdict.REFUSED, finding.text());
            }
        }

        private void plan(Proposal.Do todo, Optional<Ref> shaper) {
            Optional<String> gap = blocked.reason(placed).or(() -> inVain(todo));
            if (gap.isPresent()) {
                stop(Verdict.REFUSED, gap.get());
            } else if (shaper.isPresent()
                    && todo.steps().stream().anyMatch(s -> s.danger().mustBeAllowed())) {
                stop(Verdict.DEFERRED, "can hurt, and can't be seen yet: run again after " + name(shaper.get()));
            } else {
                steps = todo.steps();
                verdict = shaper.isPresent() ? Verdict.UNKNOWN : verdict(steps);
                reason = shaper.map(ref -> "after " + name(ref)).orElse(null);
            }
        }

        /** Whatever changes the host before it may bring what is missing: then nobody can say that it fails. */
        private Optional<String> inVain(Proposal.Do todo) {
            boolean helped = altered.contains(resource.ref().host())
                    || placed.requires().stream().anyMatch(blocked::happens);
            return Optional.ofNullable(todo.vain()).filter(why -> !helped);
        }

        void stop(Verdict stopped, String why) {
            verdict = stopped;
            reason = why;
            steps = List.of();
        }

        /** @param declared null where the steps do what it would do, or it has no meaning any more */
        void due(@Nullable Effect declared, Observation observation) {
            List<Ref> triggers = resource.triggers().stream()
                    .map(Resource.Link::to)
                    .filter(blocked::happens)
                    .toList();
            String marker = Markers.name(resource.ref().label());
            String owed = resource.triggers().isEmpty()
                    ? null
                    : observation.get(new Owed(marker)).orElse(null);
            if (owed == null && (triggers.isEmpty() || declared == null)) {
                return;
            }
            Effect effect = declared == null ? SETTLED : declared;
            Optional<String> gap = blocked.reason(placed);
            if (gap.isPresent()) {
                stop(Verdict.REFUSED, gap.get());
                return;
            }
            String because = triggers.isEmpty()
                    ? "owed since an earlier run: " + owed
                    : triggers.stream().map(this::name).collect(Collectors.joining(", ")) + " changes";
            Difference difference =
                    new Difference("in effect", Value.of("due, because " + because), Value.of(effect.name()));
            Step step = new Step(List.of(difference), effect.command(), effect.danger());
            due = new Due(effect.name(), marker, triggers, owed, step);
            if (verdict == Verdict.NO_CHANGE) {
                verdict = Verdict.EFFECT;
            }
        }

        private String name(Ref ref) {
            return ref.host().equals(resource.ref().host()) ? ref.label() : ref.label() + " on " + ref.host();
        }

        Change change() {
            List<Ref> requires = new ArrayList<>(placed.requires());
            blocked.untold(placed).ifPresent(requires::add);
            Origin origin = new Origin(
                    resource.mark().file(),
                    resource.mark().line(),
                    resource.mark().column());
            return new Change(
                    resource.ref(), origin, verdict, reason, null, steps, due, placed.after(), requires, notes);
        }
    }

    private static Verdict verdict(List<Step> steps) {
        List<Verdict> found = new ArrayList<>();
        for (Step step : steps) {
            for (Difference difference : step.differences()) {
                if (difference.attribute().equals(Difference.PRESENCE)) {
                    found.add(difference.after() instanceof Value.Absent ? Verdict.DELETE : Verdict.CREATE);
                }
            }
        }
        if (found.contains(Verdict.DELETE) && found.contains(Verdict.CREATE)) {
            return Verdict.REPLACE;
        }
        return found.isEmpty() ? Verdict.UPDATE : found.get(0);
    }

    /** Whether nobody would mind: what a merge may take in. */
    static boolean isHarmless(Change change) {
        return change.danger().compareTo(Danger.RISKY) < 0;
    }
}
