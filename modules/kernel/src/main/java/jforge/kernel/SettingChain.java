package jforge.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jforge.resource.Explaining.Chain;
import jforge.resource.Explaining.Link;
import jforge.resource.Resource;

/** Who has a say in one setting of one host: the inventory, the files in the order applied, the kernel. */
final class SettingChain {
    private static final String INVENTORY = "inventory";
    private static final String NOW = "now";

    private final SysctlKey key;
    private final Optional<Resource<?, ?>> declared;
    private final Optional<String> runtime;
    private final BootFiles.Found files;

    /**
     * @param declared what the inventory has of it, a {@code sysctl}
     * @param runtime empty where the kernel has no such setting
     */
    SettingChain(SysctlKey key, Optional<Resource<?, ?>> declared, Optional<String> runtime, BootFiles.Found files) {
        this.key = key;
        this.declared = declared;
        this.runtime = runtime;
        this.files = files;
    }

    Chain chain() {
        List<Link> links = new ArrayList<>(inventory());
        appliers(files.appliers()).forEach(applier -> links.addAll(applied(applier)));
        runtime.ifPresent(value -> links.add(new Link(NOW, "/proc/sys/" + key.path(), value, true, "")));
        return new Chain(links, verdict());
    }

    private List<Link> inventory() {
        List<Link> links = new ArrayList<>();
        if (declared.isEmpty() || !(declared.get().desired() instanceof SysctlType.Desired desired)) {
            return links;
        }
        if (desired.origins().isEmpty()) {
            String place = declared.get().mark().toString();
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
                        SysctlKey.fold(one.value()),
                        one.counts(),
                        one.reason() + (one.glob() ? ", by its pattern " + one.written() : "")))
                .toList();
    }

    private BootSettings settings(Applier applier) {
        return BootSettings.of(applier == Applier.SYSTEMD ? files.afterBoot() : files, applier);
    }

    private String verdict() {
        if (runtime.isEmpty()) {
            return "this kernel has no /proc/sys/" + key.path() + "; check the name, or load the module that brings it";
        }
        String now = runtime.get();
        if (declared.isEmpty() || !(declared.get().desired() instanceof SysctlType.Desired desired)) {
            return "nothing in the inventory declares it; " + undeclared(now);
        }
        List<String> faults = new ArrayList<>();
        boolean absent = desired.value().equals("absent");
        if (!absent && !desired.value().equals(now)) {
            faults.add("the kernel has " + now + " now");
        }
        outcomes().forEach((last, when) -> {
            if (last.isEmpty() && !absent) {
                faults.add("no file has " + when + " set it");
            } else if (!last.map(a -> SysctlKey.fold(a.value()))
                    .orElse("absent")
                    .equals(desired.value())) {
                faults.add(shown(last.orElseThrow(), when));
            }
        });
        return faults.isEmpty()
                ? "all of it as the inventory wants it"
                : "not as the inventory wants it: " + String.join(", and ", faults)
                        + "; jforge plan says what mends it";
    }

    private String undeclared(String now) {
        List<String> found = new ArrayList<>(List.of("the kernel has " + now + " now"));
        outcomes()
                .forEach((last, when) ->
                        found.add(last.map(a -> shown(a, when)).orElse("no file has " + when + " set it")));
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
        return when + verb + SysctlKey.fold(last.value()) + " by " + last.at();
    }
}
