package jforge.apply;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jforge.plan.Command;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Merge;
import jforge.plan.Payload;
import jforge.plan.Plan;
import jforge.plan.Step;
import jforge.plan.Value;

/**
 * Output that repeats a secret of the plan: a check that prints another file, a service that prints its configuration. All
 * of it is withheld, since what stands around a secret may be a part of it.
 *
 * @param secrets line by line; what is shorter than four characters would be found everywhere
 */
record Withheld(Set<String> secrets) {
    static final String TEXT = "(withheld)";
    private static final int SHORTEST = 4;

    static Withheld of(Plan plan) {
        Set<String> secrets = new TreeSet<>();
        plan.hosts().stream()
                .flatMap(Withheld::commands)
                .flatMap(c -> c.payloads().stream())
                .filter(Payload.Inline.class::isInstance)
                .flatMap(p -> ((Payload.Inline) p).text().spans().stream())
                .filter(Value.Span::secret)
                .flatMap(s -> s.text().lines())
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .forEach(secrets::add);
        return new Withheld(secrets);
    }

    private static Stream<Command> commands(HostPlan host) {
        Stream<Step> steps = host.changes().stream()
                .flatMap(c -> Stream.concat(
                        c.steps().stream(), Stream.ofNullable(c.due()).map(due -> due.step())));
        return Stream.concat(steps.map(Step::command), host.merges().stream().map(Merge::command));
    }

    /** The same event, with no text of a host that repeats a secret. */
    Event in(Event event) {
        if (event instanceof Event.Ended e && repeats(e.output())) {
            return new Event.Ended(e.ref(), e.effect(), e.outcome(), TEXT, e.because());
        }
        if (event instanceof Event.Lost e && repeats(e.reason())) {
            return new Event.Lost(e.host(), "the connection was lost; what the host said is withheld");
        }
        return event;
    }

    private boolean repeats(String text) {
        return secrets.stream().anyMatch(text::contains);
    }
}
