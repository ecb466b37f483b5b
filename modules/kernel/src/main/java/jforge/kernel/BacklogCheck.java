package jforge.kernel;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.resource.Answers;
import jforge.resource.CrossCheck;
import jforge.resource.Identity;
import jforge.resource.Listening;
import jforge.resource.Neighbours;
import jforge.resource.Question;
import jforge.resource.Resource;

/** The kernel cuts the queue of a listener to net.core.somaxconn, and says nothing. */
@AutoService(CrossCheck.class)
public final class BacklogCheck implements CrossCheck {
    private static final SysctlKey SOMAXCONN = new SysctlKey("net/core/somaxconn");

    @Override
    public List<Question<?>> questions(Neighbours declared) {
        boolean needed = declaredLimit(declared).isEmpty()
                && declared.all().stream()
                        .anyMatch(resource -> !listeners(resource).isEmpty());
        return needed ? List.of(new KernelSetting(SOMAXCONN)) : List.of();
    }

    /** @param place who says so, for eyes */
    private record Limit(long value, String place) {}

    @Override
    public List<Finding> findings(Neighbours declared, Answers answers) {
        Optional<Limit> limit = Optional.empty();
        List<Finding> findings = new ArrayList<>();
        for (Resource<?, ?> resource : declared.all()) {
            for (Listening.Listener listener : listeners(resource)) {
                limit = limit.isPresent() ? limit : limit(declared, answers);
                limit.filter(most -> most.value() < listener.backlog())
                        .ifPresent(most -> findings.add(
                                new Finding(resource.ref(), Level.WARNING, text(resource, listener, most))));
            }
        }
        return findings;
    }

    private static String text(Resource<?, ?> resource, Listening.Listener listener, Limit limit) {
        return listener.name() + " asks for a backlog of " + listener.backlog() + " (" + listener.place()
                + ", declared in "
                + resource.mark() + "), and the kernel cuts it to " + limit.value() + ", net.core.somaxconn ("
                + limit.place() + "); set net.core.somaxconn to " + listener.backlog()
                + " or more under kernel:, or ask for less";
    }

    private static Optional<Limit> limit(Neighbours declared, Answers answers) {
        Optional<Limit> said = declaredLimit(declared);
        return said.isPresent()
                ? said
                : answers.get(new KernelSetting(SOMAXCONN))
                        .flatMap(running -> number(running.value()))
                        .map(value -> new Limit(value, "what the host has now; nothing here sets it"));
    }

    /** What is declared for the running kernel; a setting that is only to leave its file leaves that as it is. */
    private static Optional<Limit> declaredLimit(Neighbours declared) {
        return declared.get(new Identity("sysctl", SOMAXCONN.dotted()))
                .flatMap(resource -> resource.desired() instanceof SysctlType.Desired desired
                        ? desired.aim()
                                .runtime()
                                .flatMap(BacklogCheck::number)
                                .map(value -> new Limit(value, resource.mark().toString()))
                        : Optional.empty());
    }

    private static Optional<Long> number(String value) {
        return value.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(value)) : Optional.empty();
    }

    private static <D> List<Listening.Listener> listeners(Resource<D, ?> resource) {
        return resource.type() instanceof Listening<D, ?> type ? type.listeners(resource.desired()) : List.of();
    }
}
