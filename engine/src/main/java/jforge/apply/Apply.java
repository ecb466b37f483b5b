package jforge.apply;

import java.io.IOException;
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
import jforge.plan.Plan;
import jforge.plan.Ref;
import jforge.transport.Fleet;
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
        Withheld withheld = Withheld.of(plan);
        this.events = event -> {
            synchronized (this) {
                events.accept(withheld.in(event));
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
        shell.run(script.text(), new HostEvents(host, numbers, outcomes, closed, events));
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
}
