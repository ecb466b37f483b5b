package jforge.base;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jforge.plan.Danger;
import jforge.plan.Value;
import org.jspecify.annotations.Nullable;

/**
 * What will become of one package.
 *
 * @param satisfied it is as wanted
 * @param lists how old the package lists are; OLD where that is not known
 * @param shown what apt would do, all of which the plan shows; empty where that can't be known before another change
 * @param error apt's words where it can't be done and a refresh would not help
 * @param leaving names of all that are declared absent
 */
record Forecast(
        AptPackages want,
        Optional<String> installed,
        boolean satisfied,
        Apt.Lists lists,
        Optional<List<Apt.Action>> shown,
        Optional<String> error,
        Set<String> leaving) {

    static Forecast of(PackageType.Desired desired, PackageType.@Nullable State state) {
        AptPackages want = desired.question();
        if (state == null) {
            return new Forecast(
                    want, Optional.empty(), false, Apt.Lists.OLD, Optional.empty(), Optional.empty(), Set.of());
        }
        AptPackages.Answer answer = state.answer();
        boolean mayChange = !want.absent() && answer.lists() != Apt.Lists.FRESH;
        Optional<Apt.Simulation> simulation = answer.simulation();
        return new Forecast(
                want,
                answer.installed(),
                want.satisfiedBy(answer.installed()),
                answer.lists(),
                mayChange
                        ? Optional.empty()
                        : simulation.filter(Apt.Simulation::possible).map(Apt.Simulation::actions),
                mayChange
                        ? Optional.empty()
                        : simulation.filter(s -> !s.possible()).map(Apt.Simulation::error),
                answer.leaving());
    }

    /** The version to come, where it is known. */
    Value version() {
        return action().flatMap(Apt.Action::after).map(Value::of).orElse(Value.unknown());
    }

    private Optional<Apt.Action> action() {
        return shown.stream()
                .flatMap(List::stream)
                .filter(a -> a.name().equals(want.name()))
                .findFirst();
    }

    boolean downgrades() {
        return action().filter(Apt.Action::downgrades).isPresent();
    }

    /** Packages that go without being declared absent. */
    List<String> takes() {
        return shown.stream()
                .flatMap(List::stream)
                .filter(a -> a.removes() && !leaving.contains(a.name()))
                .map(Apt.Action::name)
                .sorted()
                .toList();
    }

    Danger danger() {
        return downgrades() || !takes().isEmpty() ? Danger.RISKY : Danger.NONE;
    }

    /** As an operand of apt-get: pinned where the plan shows a version. */
    String operand() {
        Value version = version();
        return version instanceof Value.Text text ? want.name() + "=" + text.revealed() : want.operand();
    }

    /** What one transaction brings, for eyes. */
    static List<String> summary(List<Forecast> forecasts) {
        Set<String> named = forecasts.stream().map(f -> f.want().name()).collect(Collectors.toSet());
        Map<String, String> with = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>();
        for (Forecast forecast : forecasts) {
            for (Apt.Action action : forecast.shown().orElse(List.of())) {
                if (action.removes() && !gone.contains(action.name())) {
                    gone.add(action.name());
                } else if (!action.removes() && !named.contains(action.name())) {
                    with.put(action.name(), action.name() + " " + action.after().orElse(""));
                }
            }
        }
        if (forecasts.stream().anyMatch(f -> f.shown().isEmpty())) {
            return List.of(
                    "with the versions and dependencies that apt finds then; removes nothing that is not declared absent");
        }
        String brings = with.isEmpty() ? "nothing else" : String.join(", ", with.values());
        return List.of("with " + brings + "; removes " + (gone.isEmpty() ? "nothing" : String.join(", ", gone)));
    }
}
