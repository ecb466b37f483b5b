package jforge.apply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import jforge.plan.Change;
import jforge.plan.Command;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Merge;
import jforge.plan.Payload;
import jforge.plan.Ref;
import jforge.plan.Step;
import jforge.transport.FrameSink;

/** Turns one host's frames into events, and hands out the payloads that it asks for. */
final class HostEvents implements FrameSink {
    private final HostPlan host;
    private final Numbers numbers;
    private final Map<Ref, Event.Outcome> outcomes;
    private final Set<String> closed;
    private final Consumer<Event> events;
    /** What the transactions printed, by their frames. */
    private final Map<String, String> said = new HashMap<>();

    private final Set<Ref> begun = new HashSet<>();

    /**
     * @param outcomes takes how each change ended
     * @param closed takes the host's name when nothing more comes of it
     */
    HostEvents(
            HostPlan host,
            Numbers numbers,
            Map<Ref, Event.Outcome> outcomes,
            Set<String> closed,
            Consumer<Event> events) {
        this.host = host;
        this.numbers = numbers;
        this.outcomes = outcomes;
        this.closed = closed;
        this.events = events;
    }

    @Override
    public void begun(String name) {
        if (name.startsWith("merge.")) {
            int merge = Integer.parseInt(name.substring("merge.".length()));
            begin(new Ref(host.host(), host.merges().get(merge).members().get(0)));
        } else if (Character.isDigit(name.charAt(0))) {
            begin(numbers.change(number(name)).ref());
        }
    }

    private void begin(Ref ref) {
        if (begun.add(ref)) {
            events.accept(new Event.Begun(ref));
        }
    }

    @Override
    public void ended(String name, byte[] body, String word) {
        String output = new String(body, StandardCharsets.UTF_8).strip();
        if (name.equals("stale")) {
            closed.add(host.host());
            events.accept(new Event.Stale(host.host(), output));
        } else if (name.equals("lock")) {
            closed.add(host.host());
            events.accept(
                    word.equals("held") ? new Event.Locked(host.host(), output) : new Event.Lost(host.host(), output));
        } else if (name.startsWith("merge.")) {
            said.put(name, output);
        } else if (Character.isDigit(name.charAt(0))) {
            ended(numbers.change(number(name)), name.endsWith(".effect"), output, word);
        }
    }

    private void ended(Change change, boolean effect, String output, String word) {
        Event.Outcome outcome =
                Event.Outcome.valueOf(word.replaceFirst(" .*", "").toUpperCase(Locale.ROOT));
        String reason = word.substring(word.indexOf(' ') + 1);
        boolean together = reason.startsWith("merge.");
        String because = word.contains(" ") && !together ? because(reason) : null;
        if (!effect || change.steps().isEmpty() || tells(outcome)) {
            outcomes.put(change.ref(), outcome);
        }
        String name = effect && change.due() != null ? change.due().name() : null;
        String told = together ? said.getOrDefault(reason, "what it is made with could not be begun") : output;
        boolean secret =
                isSecret(change) || together && holdsSecret(merge(reason).command());
        String shown = secret && !told.isEmpty() ? Withheld.TEXT : told;
        events.accept(new Event.Ended(change.ref(), name, outcome, shown, because));
    }

    /** An effect with nothing to do leaves it at how the steps ended. */
    private static boolean tells(Event.Outcome effect) {
        return effect == Event.Outcome.FAILED || effect == Event.Outcome.CHANGED;
    }

    private String because(String reason) {
        if (reason.equals("stop")) {
            return "the run was stopped";
        }
        Ref ref = numbers.change(Integer.parseInt(reason)).ref();
        return ref.host().equals(host.host()) ? ref.label() : ref.toString();
    }

    @Override
    public Supply asked(String name) throws IOException {
        // NUMBER.STEP.NAME
        String[] parts = name.split("\\.", 3);
        if (parts[0].startsWith("merge")) {
            return supply(
                    host.merges()
                            .get(Integer.parseInt(parts[0].substring("merge".length())))
                            .command(),
                    parts[2],
                    name);
        }
        Change change = numbers.change(Integer.parseInt(parts[0]));
        int k = Integer.parseInt(parts[1]);
        Step step = k == 0 && change.due() != null
                ? change.due().step()
                : change.steps().get(k - 1);
        return supply(step.command(), parts[2], name);
    }

    private Merge merge(String frame) {
        return host.merges().get(Integer.parseInt(frame.substring("merge.".length())));
    }

    private static Supply supply(Command command, String payloadName, String name) throws IOException {
        for (Payload payload : command.payloads()) {
            if (payload instanceof Payload.Local local && local.name().equals(payloadName)) {
                return LocalSource.supply(local);
            }
        }
        throw new IOException("the host asked for a payload that the plan doesn't have: " + name);
    }

    private int number(String name) {
        return Integer.parseInt(name.replaceFirst("\\..*", ""));
    }

    private boolean isSecret(Change change) {
        List<Step> steps = new ArrayList<>(change.steps());
        if (change.due() != null) {
            steps.add(change.due().step());
        }
        return steps.stream().anyMatch(s -> holdsSecret(s.command()));
    }

    private static boolean holdsSecret(Command command) {
        return command.payloads().stream()
                .anyMatch(
                        p -> p instanceof Payload.Inline inline && inline.text().isSecret());
    }
}
