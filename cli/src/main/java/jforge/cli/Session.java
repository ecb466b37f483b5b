package jforge.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jforge.apply.Apply;
import jforge.compare.Planner;
import jforge.plan.Change;
import jforge.plan.Event;
import jforge.plan.Permission;
import jforge.plan.Plan;
import jforge.report.ExitCode;
import jforge.source.Nearest;
import jforge.transport.Fleet;
import org.jspecify.annotations.Nullable;

/** One plan and the connections that it is made over, applied and verified. */
final class Session implements Runs.Planned {
    private final Planner planner;
    private final Fleet fleet;
    private final Plan plan;
    private final Duration looked;
    private @Nullable Apply apply;
    private boolean stopped;

    Session(Planner planner, Fleet fleet, List<String> allow) {
        this.planner = planner;
        this.fleet = fleet;
        long start = System.nanoTime();
        Plan whole = planner.plan();
        this.plan = Permission.of(whole, allowed(whole, allow));
        this.looked = Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public Duration looked() {
        return looked;
    }

    @Override
    public Runs.Applied apply(Consumer<Event> events) {
        Apply run = new Apply(plan, fleet, holder(), events);
        synchronized (this) {
            if (stopped) {
                return new Runs.Applied(null);
            }
            apply = run;
        }
        run.run();
        synchronized (this) {
            if (stopped) {
                return new Runs.Applied(null);
            }
        }
        return new Runs.Applied(Permission.of(planner.plan(), Set.of()));
    }

    @Override
    public void stop() {
        Apply run;
        synchronized (this) {
            stopped = true;
            run = apply;
        }
        if (run != null) {
            run.stop();
        }
    }

    @Override
    public void close() {
        fleet.close();
    }

    /** @throws Trouble if a word is for another plan, or for what this one has nothing to allow of */
    static Set<String> allowed(Plan plan, List<String> allow) {
        Set<String> objects = new HashSet<>();
        Set<String> refused = Permission.of(plan, Set.of()).hosts().stream()
                .flatMap(host -> host.changes().stream())
                .map(Change::allow)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        for (String word : allow) {
            int at = word.lastIndexOf('@');
            if (!word.substring(at + 1).equals(plan.id())) {
                throw new Trouble(
                        ExitCode.REFUSED,
                        "--allow " + word + " is for another plan: this one is " + plan.id() + ", read it again");
            }
            String object = word.substring(0, at);
            if (!refused.contains(object)) {
                throw new Trouble(
                        ExitCode.REFUSED,
                        "--allow " + word + ": this plan has no " + object + " to allow"
                                + Nearest.hint(object, refused));
            }
            objects.add(object);
        }
        return objects;
    }

    private static String holder() {
        String user = System.getProperty("user.name", "somebody");
        try {
            return user + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return user;
        }
    }
}
