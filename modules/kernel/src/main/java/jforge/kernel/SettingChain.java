package jforge.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jforge.resource.Answers;
import jforge.resource.Explaining.Chain;
import jforge.resource.Explaining.Link;
import jforge.resource.Proposal;
import jforge.resource.Resource;
import jforge.resource.Seen;

/** Who has a say in one setting of one host: the inventory, the files in the order applied, the kernel. */
final class SettingChain {
    private static final String INVENTORY = "inventory";
    private static final String NOW = "now";

    private final SysctlKey key;
    private final Optional<Resource<?, ?>> declared;
    private final Answers answers;
    private final Optional<String> runtime;
    private final BootFiles.Found files;

    /** @param declared what the inventory has of it, a {@code sysctl} */
    SettingChain(SysctlKey key, Optional<Resource<?, ?>> declared, Answers answers) {
        this.key = key;
        this.declared = declared;
        this.answers = answers;
        this.runtime = answers.get(new KernelSetting(key)).map(KernelSetting.Running::value);
        this.files = answers.get(new BootFiles());
    }

    static Optional<SysctlType.Desired> desired(Optional<Resource<?, ?>> declared) {
        return declared.map(Resource::desired)
                .filter(SysctlType.Desired.class::isInstance)
                .map(SysctlType.Desired.class::cast);
    }

    Chain chain() {
        List<Link> links = new ArrayList<>(inventory());
        appliers(files.appliers()).forEach(applier -> links.addAll(applied(applier)));
        runtime.ifPresent(value -> links.add(new Link(NOW, "/proc/sys/" + key.path(), value, true, "")));
        return new Chain(links, verdict());
    }

    private List<Link> inventory() {
        List<Link> links = new ArrayList<>();
        if (desired(declared).isEmpty()) {
            return links;
        }
        SysctlType.Desired desired = desired(declared).get();
        if (desired.origins().isEmpty()) {
            String place = declared.orElseThrow().mark().toString();
            links.add(new Link(INVENTORY, place, desired.value(), true, "sysctl, declared by itself"));
        }
        String winner = "";
        for (Origin origin : desired.origins()) {
            boolean counts = winner.isEmpty();
            String why = counts
                    ? ""
                    : origin.value().equals(desired.value()) ? ", which says the same" : ", overruled by " + winner;
            winner = counts ? origin.toString() : winner;
            links.add(new Link(INVENTORY, origin.mark().toString(), origin.value(), counts, origin.who() + why));
        }
        return links;
    }

    /** What decides at boot first. */
    private static List<Applier> appliers(Set<Applier> found) {
        return found.stream().sorted(Comparator.naturalOrder()).toList();
    }

    private List<Link> applied(Applier applier) {
        String stage = applier == Applier.SYSTEMD ? "boot, by " + applier.command() : "by " + applier.command();
        return settings(applier).assignments(key).stream()
                .map(one -> new Link(
                        stage,
                        one.at().toString(),
                        CanonicalValue.fold(one.value()),
                        one.counts(),
                        one.reason() + (one.glob() ? ", by its pattern " + one.written() : "")))
                .toList();
    }

    private BootSettings settings(Applier applier) {
        return BootSettings.of(files.seenBy(applier), applier);
    }

    private String verdict() {
        if (runtime.isEmpty()) {
            return "this kernel has no /proc/sys/" + key.path() + "; check the name, or load the module that brings it";
        }
        return desired(declared)
                .map(this::verdict)
                .orElseGet(() -> "nothing in the inventory declares it; " + undeclared(runtime.get()));
    }

    /** What a plan would come to. */
    private String verdict(SysctlType.Desired desired) {
        SysctlType type = new SysctlType();
        SysctlType.State state = type.read(desired, answers);
        Proposal proposal = type.propose(desired, Seen.of(state));
        if (proposal instanceof Proposal.Do todo && todo.steps().isEmpty()) {
            String rounded = state.kept()
                    .stored(desired.value())
                    .map(stored -> "; the kernel makes " + stored + " of it")
                    .orElse("");
            return "all of it as the inventory wants it" + rounded;
        }
        List<String> faults = faults(desired, state);
        return "not as the inventory wants it"
                + (faults.isEmpty() ? "" : ": " + String.join(", and ", faults))
                + (proposal instanceof Proposal.Refuse refuse
                        ? "; jforge plan refuses it: " + refuse.reason()
                        : "; jforge plan says what mends it");
    }

    private List<String> faults(SysctlType.Desired desired, SysctlType.State state) {
        List<String> faults = new ArrayList<>();
        if (!SysctlProposal.runs(desired, state)) {
            faults.add("the kernel has " + runtime.orElseThrow() + " now");
        }
        Optional<String> wanted = desired.aim().line().map(v -> CanonicalValue.of(key, v));
        outcomes().forEach((last, when) -> {
            if (last.isEmpty() && wanted.isPresent()) {
                faults.add("no file sets it for " + when);
            } else if (last.isPresent()
                    && !last.map(a -> CanonicalValue.of(key, a.value())).equals(wanted)) {
                faults.add(shown(last.get(), when));
            }
        });
        return faults;
    }

    private String undeclared(String now) {
        List<String> found = new ArrayList<>(List.of("the kernel has " + now + " now"));
        outcomes()
                .forEach(
                        (last, when) -> found.add(last.map(a -> shown(a, when)).orElse("no file sets it for " + when)));
        return String.join(", and ", found);
    }

    /** What the files come to, and with whom: "the next boot and sysctl --system". */
    private Map<Optional<Assignment>, String> outcomes() {
        Map<Optional<Assignment>, String> outcomes = new LinkedHashMap<>();
        for (Applier applier : appliers(files.appliers())) {
            String when = applier == Applier.SYSTEMD ? "the next boot" : applier.command();
            outcomes.merge(settings(applier).effective(key), when, (one, other) -> one + " and " + other);
        }
        return outcomes;
    }

    private static String shown(Assignment last, String when) {
        String verb = when.contains(" and ") ? " make it " : " makes it ";
        return when + verb + CanonicalValue.fold(last.value()) + " by " + last.at();
    }
}
