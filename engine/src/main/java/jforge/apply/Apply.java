package jforge.apply;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jforge.plan.Change;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Payload;
import jforge.plan.Plan;
import jforge.plan.Ref;
import jforge.plan.Step;
import jforge.transport.Fleet;
import jforge.transport.FrameSink;
import jforge.transport.Shell;

/** Makes one plan, once. */
public final class Apply {
    private final Plan plan;
    private final Fleet fleet;
    private final String holder;
    private final Consumer<Event> events;
    private final Numbers numbers;
    private final Waves waves;
    private final Map<Ref, Event.Outcome> outcomes = new ConcurrentHashMap<>();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final Set<String> marked = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /**
     * @param holder who runs this, for others that find a host locked: "ann@laptop"
     * @param events takes what happens as it happens, from any thread, one at a time
     */
    public Apply(Plan plan, Fleet fleet, String holder, Consumer<Event> events) {
        this.plan = plan;
        this.fleet = fleet;
        this.holder = holder;
        this.events = event -> {
            synchronized (this) {
                events.accept(event);
            }
        };
        this.numbers = new Numbers(plan);
        this.waves = new Waves(plan);
    }

    /**
     * Runs every host's waves, each as soon as what it waits for on other hosts has ended; returns when every host has ended.
     */
    public void run() {
        if (stopped) {
            return;
        }
        Map<String, HostPlan> hosts = plan.hosts().stream().collect(Collectors.toMap(HostPlan::host, h -> h));
        Map<Waves.Stage, CompletableFuture<Void>> ends = new LinkedHashMap<>();
        for (Waves.Stage stage : waves.stages()) {
            HostPlan host = Objects.requireNonNull(hosts.get(stage.host()));
            CompletableFuture<?>[] before = waves.before(host, stage.wave()).stream()
                    .map(ends::get)
                    .filter(Objects::nonNull)
                    .toArray(CompletableFuture<?>[]::new);
            ends.put(
                    stage,
                    CompletableFuture.allOf(before)
                            .thenCompose(x -> begin(host, stage.wave()))
                            .whenComplete((x, failure) -> lost(stage.host())));
        }
        RuntimeException first = null;
        for (CompletableFuture<Void> end : ends.values()) {
            try {
                end.join();
            } catch (CompletionException e) {
                RuntimeException cause =
                        e.getCause() instanceof RuntimeException c ? c : new IllegalStateException(e.getCause());
                first = first == null ? cause : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private CompletableFuture<Void> begin(HostPlan host, int wave) {
        return closed.contains(host.host())
                ? CompletableFuture.completedFuture(null)
                : fleet.start(host.host(), (name, shell) -> one(host, shell, wave));
    }

    /** From any thread: steps that run are finished, no other begins. */
    public void stop() {
        stopped = true;
        fleet.stop();
    }

    private void one(HostPlan host, Shell shell, int wave) throws IOException {
        List<Change> changes =
                host.changes().stream().filter(c -> waves.of(c) == wave).toList();
        HostScript script = new HostScript(plan, host, numbers, waves);
        if (wave == 0) {
            script.opening(holder);
        }
        if (stopped) {
            script.stopped();
        }
        script.remote(changes, outcomes);
        script.marked(changes, marked);
        script.changes(changes);
        boolean end = waves.last(host) <= wave;
        if (end) {
            script.closing();
        }
        shell.run(script.text(), new Sink(host));
        if (!closed.contains(host.host())) {
            marked.add(host.host());
        }
        if (end && closed.add(host.host())) {
            events.accept(new Event.Done(host.host()));
        }
    }

    private void lost(String host) {
        fleet.lost(host).ifPresent(reason -> {
            if (closed.add(host)) {
                events.accept(new Event.Lost(host, reason));
            }
        });
    }

    /** Turns one host's frames into events. */
    private final class Sink implements FrameSink {
        private final HostPlan host;
        private final Map<Ref, Boolean> begun = new HashMap<>();

        Sink(HostPlan host) {
            this.host = host;
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
            if (begun.put(ref, true) == null) {
                events.accept(new Event.Begun(ref));
            }
        }

        @Override
        public void ended(String name, byte[] body, String word) {
            String output = new String(body, java.nio.charset.StandardCharsets.UTF_8).strip();
            if (name.equals("stale")) {
                closed.add(host.host());
                events.accept(new Event.Stale(host.host(), output));
            } else if (name.equals("lock")) {
                closed.add(host.host());
                events.accept(
                        word.equals("held")
                                ? new Event.Locked(host.host(), output)
                                : new Event.Lost(host.host(), output));
            } else if (Character.isDigit(name.charAt(0))) {
                ended(numbers.change(number(name)), name.endsWith(".effect"), output, word);
            }
        }

        private void ended(Change change, boolean effect, String output, String word) {
            Event.Outcome outcome =
                    Event.Outcome.valueOf(word.replaceFirst(" .*", "").toUpperCase(java.util.Locale.ROOT));
            String because = word.contains(" ") ? because(word.substring(word.indexOf(' ') + 1)) : null;
            if (!effect || change.steps().isEmpty() || tells(outcome)) {
                outcomes.put(change.ref(), outcome);
            }
            String name = effect && change.due() != null ? change.due().name() : null;
            String shown = isSecret(change) && !output.isEmpty() ? "(withheld)" : output;
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
            Change change = numbers.change(Integer.parseInt(parts[0]));
            int k = Integer.parseInt(parts[1]);
            Step step = k == 0 && change.due() != null
                    ? change.due().step()
                    : change.steps().get(k - 1);
            for (Payload payload : step.command().payloads()) {
                if (payload instanceof Payload.Local local && local.name().equals(parts[2])) {
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
            return steps.stream()
                    .flatMap(s -> s.command().payloads().stream())
                    .anyMatch(p ->
                            p instanceof Payload.Inline inline && inline.text().isSecret());
        }
    }
}
