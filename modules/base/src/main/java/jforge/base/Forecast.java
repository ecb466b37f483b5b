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
 * @param manager the host's; empty where that is not known yet
 * @param satisfied what is installed is as wanted
 * @param lists how old the package lists are; OLD where that is not known
 * @param shown what the manager would do, all of which the plan shows; empty where that can't be known before another change
 * @param error why it can't be done, in the manager's words where it said it; empty too where a refresh may help
 * @param leaving names of all that are declared absent
 */
record Forecast(
        PackageQuestion want,
        Optional<PackageTool> manager,
        boolean satisfied,
        PackageLists lists,
        Optional<List<PackageAction>> shown,
        Optional<String> error,
        Set<String> leaving) {

    static Forecast of(PackageType.Desired desired, PackageType.@Nullable State state) {
        PackageQuestion want = desired.question();
        if (state == null) {
            return new Forecast(
                    want, Optional.empty(), false, PackageLists.OLD, Optional.empty(), Optional.empty(), Set.of());
        }
        PackageQuestion.Answer answer = state.answer();
        boolean satisfied = want.satisfiedBy(answer.installed(), answer.manager());
        boolean mayChange = !want.absent() && answer.lists() != PackageLists.FRESH;
        Optional<Simulation> simulation = mayChange ? Optional.empty() : answer.simulation();
        return new Forecast(
                want,
                Optional.of(answer.manager()),
                satisfied,
                answer.lists(),
                simulation.filter(Simulation::possible).map(s -> actions(s, want, answer)),
                satisfied ? Optional.empty() : simulation.flatMap(s -> error(s, want, answer)),
                answer.leaving());
    }

    /** With what is known of what is there: not every manager says that. */
    private static List<PackageAction> actions(
            Simulation simulation, PackageQuestion want, PackageQuestion.Answer answer) {
        return simulation.actions().stream()
                .map(a -> a.name().equals(want.name()) && a.before().isEmpty()
                        ? new PackageAction(
                                a.name(), answer.installed(), a.after(), a.downgrades() || goesBack(a, answer))
                        : a)
                .toList();
    }

    private static boolean goesBack(PackageAction action, PackageQuestion.Answer answer) {
        return answer.installed().isPresent()
                && action.after()
                        .filter(v -> answer.manager().compare(answer.installed().get(), v) > 0)
                        .isPresent();
    }

    private static Optional<String> error(Simulation simulation, PackageQuestion want, PackageQuestion.Answer answer) {
        if (!simulation.possible()) {
            return Optional.of(answer.manager().key() + ": " + simulation.error());
        }
        List<String> touched = simulation.actions().stream()
                .map(PackageAction::name)
                .filter(answer.holds()::contains)
                .sorted()
                .toList();
        if (!touched.isEmpty()) {
            return Optional.of(String.join(", ", touched)
                    + " would change with it, held on the host by hand: release it there, or declare it with hold:");
        }
        if (simulation.actions().stream().noneMatch(a -> a.name().equals(want.name()))) {
            return Optional.of("there is no package " + want.name() + "; "
                    + answer.manager().key()
                    + " would do something else: "
                    + simulation.actions().stream().map(PackageAction::toString).collect(Collectors.joining(", "))
                    + "; name what you want");
        }
        return Optional.empty();
    }

    /** Whether something is to be installed or removed; else only its hold is to be set. */
    boolean changes() {
        return !satisfied;
    }

    /** The version to come, where it is known. */
    Value version() {
        return action().flatMap(PackageAction::after).map(Value::of).orElse(Value.unknown());
    }

    private Optional<PackageAction> action() {
        return shown.stream()
                .flatMap(List::stream)
                .filter(a -> a.name().equals(want.name()))
                .findFirst();
    }

    boolean downgrades() {
        return action().filter(PackageAction::downgrades).isPresent();
    }

    /** Packages that go without being declared absent. */
    List<String> takes() {
        return shown.stream()
                .flatMap(List::stream)
                .filter(a -> a.removes() && !leaving.contains(a.name()))
                .map(PackageAction::name)
                .sorted()
                .toList();
    }

    /** Others that would go back to an older version. */
    List<String> setsBack() {
        return shown.stream()
                .flatMap(List::stream)
                .filter(a -> a.downgrades() && !a.name().equals(want.name()))
                .map(PackageAction::toString)
                .sorted()
                .toList();
    }

    Danger danger() {
        return downgrades() || !takes().isEmpty() || !setsBack().isEmpty() ? Danger.RISKY : Danger.NONE;
    }

    /** As an operand of a simulation: pinned where the plan shows a version. */
    String operand() {
        Value version = version();
        return version instanceof Value.Text text ? want.name() + "=" + text.revealed() : want.operand();
    }

    /** What one transaction brings, for eyes. */
    static List<String> summary(List<Forecast> all) {
        List<Forecast> forecasts = all.stream().filter(Forecast::changes).toList();
        Set<String> named = forecasts.stream().map(f -> f.want().name()).collect(Collectors.toSet());
        Map<String, String> with = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>();
        for (Forecast forecast : forecasts) {
            for (PackageAction action : forecast.shown().orElse(List.of())) {
                if (action.removes() && !gone.contains(action.name())) {
                    gone.add(action.name());
                } else if (!action.removes() && !named.contains(action.name())) {
                    with.put(action.name(), action.toString());
                }
            }
        }
        if (forecasts.isEmpty()) {
            return List.of("installs and removes nothing");
        }
        if (forecasts.stream().anyMatch(f -> f.shown().isEmpty())) {
            return List.of(
                    "with the versions and dependencies that are found then; removes nothing that is not declared absent");
        }
        String brings = with.isEmpty() ? "nothing else" : String.join(", ", with.values());
        return List.of("with " + brings + "; removes " + (gone.isEmpty() ? "nothing" : String.join(", ", gone)));
    }
}
