package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jforge.plan.Command;
import jforge.plan.Sh;

/** The shell that installs and removes: what was shown, or nothing. */
final class DnfCommands {
    private DnfCommands() {}

    /** New metadata, unless it was looked at within a day and that of every repository is there. */
    static Command refresh() {
        return new Command("(\n" + Dnf.LISTS_FRESH + ")\n", "dnf -q -y makecache --refresh </dev/null\n");
    }

    /** What comes in one transaction, what goes in another after it: what had to go for that has gone by then. */
    static Command install(List<Forecast> forecasts) {
        List<PackageQuestion> wanted = forecasts.stream().map(Forecast::want).toList();
        String look = DnfLook.list(wanted) + " | {\n" + DnfLook.compare(wanted, "");
        boolean holds = wanted.stream().anyMatch(w -> w.hold().isPresent());
        StringBuilder test = new StringBuilder(holds ? HELD : "").append(look);
        for (int i = 0; i < wanted.size(); i++) {
            test.append(InstalledShell.satisfied(wanted.get(i), i)).append(" || exit 1\n");
            test.append(wanted.get(i).hold().isPresent() ? asHeld(wanted.get(i)) + " || exit 1\n" : "");
        }
        test.append(":\n} 2>/dev/null\n");
        StringBuilder change = new StringBuilder();
        if (forecasts.stream()
                .anyMatch(f -> f.lists() != PackageLists.FRESH
                        && f.changes()
                        && !f.want().absent())) {
            change.append("if ! ").append(refresh().test().strip()).append("; then\n");
            change.append(refresh().change()).append("fi\n");
        }
        change.append(DnfTable.FUNCTION).append(CARRY_OUT).append(holds ? HELD : "");
        change.append("there=$(").append(look).append("printf '%s\\n' \"$there\"\n})\n");
        change.append(PackageHolds.around(
                forecasts, transactions(forecasts), "dnf -q -y versionlock add", "dnf -q -y versionlock delete"));
        return new Command(test.toString(), change.toString());
    }

    /** Leaves in held the names that are held, as far as entries of versionlock's own making tell them. */
    private static final String HELD = "held=$(" + DnfLook.HOLDS + ")\n" + """
            held=" $(printf '%s\\n' "$held" | while read -r _ entry; do
              case $entry in *-*:*-*) entry=${entry%-*}; entry=${entry%-*} ;; esac
              printf '%s ' "$entry"
            done)"
            """;

    private static String asHeld(PackageQuestion want) {
        return InstalledShell.asHeld(want);
    }

    /** {@code carry_out VERB OPTION NAME...}: asks dnf once more, and does it where {@code allowed} passes all it would do. */
    private static final String CARRY_OUT = """
            carry_out() {
              if said=$(%s "$@" 2>&1 </dev/null); then
                return 0
              fi
              case $said in *'Operation aborted'*) ;; *) printf '%%s\\n' "$said" >&2; exit 1 ;; esac
              if ! table "$said" | {
                more=
                while read -r action name version; do
                  allowed "$action $name $version" || { echo "$action $name $version"; more=1; }
                done
                [ -z "$more" ]
              } >&2; then
                echo 'dnf would now do this, which the plan did not show: plan again' >&2
                exit 1
              fi
              if ! said=$(dnf -y%s "$@" 2>&1 </dev/null); then
                printf '%%s\\n' "$said" >&2
                exit 1
              fi
            }
            """.formatted(Dnf.ASK, Dnf.OPTIONS);

    private static String transactions(List<Forecast> forecasts) {
        StringBuilder script = new StringBuilder("allowed() {\n  case $1 in\n    ")
                .append(allowed(forecasts))
                .append(") ;;\n    *) return 1 ;;\n  esac\n}\n");
        script.append(transaction(forecasts, f -> !f.want().absent() && f.want().recommends(), INSTALL));
        script.append(transaction(
                forecasts,
                f -> !f.want().absent() && !f.want().recommends(),
                INSTALL + " --setopt=install_weak_deps=False"));
        script.append(transaction(forecasts, f -> f.want().absent(), "remove"));
        return script.toString();
    }

    private static final String INSTALL = "install --allowerasing";

    private static String transaction(
            List<Forecast> forecasts, java.util.function.Predicate<Forecast> which, String verb) {
        StringBuilder operands = new StringBuilder();
        for (int i = 0; i < forecasts.size(); i++) {
            Forecast forecast = forecasts.get(i);
            if (forecast.changes() && which.test(forecast)) {
                operands.append(InstalledShell.satisfied(forecast.want(), i))
                        .append(" || set -- \"$@\" ")
                        .append(Sh.quote(spec(forecast)))
                        .append('\n');
            }
        }
        return operands.length() == 0
                ? ""
                : "set --\n" + operands + "if [ $# -gt 0 ]; then carry_out " + verb + " \"$@\"; fi\n";
    }

    private static String spec(Forecast forecast) {
        return forecast.want().absent()
                ? forecast.want().name()
                : forecast.operand().replaceFirst("=", "-");
    }

    /** Patterns of the actions that may be done: those shown; where they could not be, no removal of another. */
    private static String allowed(List<Forecast> forecasts) {
        List<String> patterns = new ArrayList<>(List.of("''"));
        for (Forecast forecast : forecasts) {
            for (PackageAction action : forecast.shown().orElse(List.of())) {
                String version = action.after().orElse("");
                String word = action.removes() ? "Remv" : action.downgrades() ? "Down" : "Inst";
                patterns.add(Sh.quote(word + " " + action.name() + " " + version));
            }
            if (forecast.want().absent()) {
                patterns.add(Sh.quote("Remv " + forecast.want().name() + " "));
            } else if (forecast.shown().isEmpty()) {
                patterns.add("'Inst '*");
            }
        }
        return patterns.stream().distinct().sorted().collect(Collectors.joining("|"));
    }
}
