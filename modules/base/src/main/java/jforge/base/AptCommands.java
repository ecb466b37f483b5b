package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jforge.plan.Command;
import jforge.plan.Sh;

/** The shell that installs and removes: what was shown, or nothing. */
final class AptCommands {
    private AptCommands() {}

    /** New package lists, unless they were looked at within a day. */
    static Command refresh() {
        String test = "(\n" + Apt.LISTS_FRESH + ")\n";
        return new Command(test, """
                apt-get -q -o DPkg::Lock::Timeout=120 update </dev/null
                touch /var/lib/apt/lists
                """);
    }

    /** All of it in one transaction for those with what they recommend, and one for those without. */
    static Command install(List<Forecast> forecasts) {
        List<PackageQuestion> wanted = forecasts.stream().map(Forecast::want).toList();
        String look = AptLook.list(wanted) + " | {\n" + AptLook.compare(wanted, AptLook.UNLESS_FAILED);
        StringBuilder test = new StringBuilder(look);
        for (int i = 0; i < wanted.size(); i++) {
            test.append(InstalledShell.satisfied(wanted.get(i), i)).append(" || exit 1\n");
            if (wanted.get(i).hold().isPresent()) {
                test.append(InstalledShell.asHeld(wanted.get(i))).append(" || exit 1\n");
            }
        }
        test.append(":\n}\n");
        StringBuilder change = new StringBuilder();
        if (forecasts.stream()
                .anyMatch(f -> f.lists() != PackageLists.FRESH
                        && f.changes()
                        && !f.want().absent())) {
            change.append("if ! ").append(refresh().test().strip()).append("; then\n");
            change.append(refresh().change()).append("fi\n");
        }
        change.append(PolicyRcD.ONLY_WHILE_OWED).append(MEND);
        change.append("state=$(").append(look).append("printf '%s|%s\\n' \"$there\" \"$held\"\n})\n");
        change.append("there=${state%%|*} held=${state#*|}\n");
        change.append(
                PackageHolds.around(forecasts, transactions(forecasts), "apt-mark -qq hold", "apt-mark -qq unhold"));
        return new Command(test.toString(), change.toString());
    }

    /** A run that died may have left dpkg in the middle. */
    private static final String MEND = """
            export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l
            set -- /var/lib/dpkg/updates/[0-9]*
            [ ! -e "$1" ] || dpkg --force-confold --configure -a </dev/null
            """;

    private static String transactions(List<Forecast> forecasts) {
        StringBuilder script = new StringBuilder();
        for (boolean recommends : new boolean[] {true, false}) {
            StringBuilder operands = new StringBuilder();
            List<Forecast> some = new ArrayList<>();
            for (int i = 0; i < forecasts.size(); i++) {
                Forecast forecast = forecasts.get(i);
                if (forecast.changes() && forecast.want().recommends() == recommends) {
                    some.add(forecast);
                    operands.append(InstalledShell.satisfied(forecast.want(), i))
                            .append(" || set -- \"$@\" ")
                            .append(Sh.quote(forecast.operand()))
                            .append('\n');
                }
            }
            if (!some.isEmpty()) {
                script.append("set --\n").append(operands).append(transaction(some, recommends));
            }
        }
        return script.toString();
    }

    /** What is wanted already is not among the operands: apt would bring a newer one. */
    private static String transaction(List<Forecast> forecasts, boolean recommends) {
        String options = (recommends ? "" : " --no-install-recommends")
                + (forecasts.stream().anyMatch(Forecast::downgrades) ? " --allow-downgrades" : "");
        return """
                if [ $# -gt 0 ]; then
                  if ! out=$(%1$s%2$s install "$@" 2>&1 </dev/null); then
                    printf '%%s\\n' "$out" >&2
                    exit 1
                  fi
                  if ! printf '%%s\\n' "$out" | {
                    more=
                    while read -r action name rest; do
                      case $action in
                        Inst) version=${rest#*\\(}; version=${version%%%%[ \\)]*} ;;
                        Remv|Purg) version= ;;
                        *) continue ;;
                      esac
                      case "$action $name $version" in
                        %3$s) ;;
                        *) printf '%%s %%s %%s\\n' "$action" "$name" "$version"; more=1 ;;
                      esac
                    done
                    [ -z "$more" ]
                  } >&2; then
                    echo 'apt would now do this, which the plan did not show: plan again' >&2
                    exit 1
                  fi
                  apt-get -q -y -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confold \\
                    -o APT::Cmd::Pattern-Only=true%2$s install "$@" </dev/null
                fi
                """.formatted(Apt.SIMULATE, options, allowed(forecasts));
    }

    /** Patterns of the actions that may be done: those shown; where they could not be, no removal of another. */
    private static String allowed(List<Forecast> forecasts) {
        List<String> patterns = new ArrayList<>();
        for (Forecast forecast : forecasts) {
            forecast.shown().stream()
                    .flatMap(List::stream)
                    .map(AptCommands::pattern)
                    .forEach(patterns::add);
            if (forecast.want().absent()) {
                patterns.add(Sh.quote("Remv " + forecast.want().name() + " "));
            } else if (forecast.shown().isEmpty()) {
                patterns.add("'Inst '*");
            }
        }
        return patterns.stream().distinct().sorted().collect(Collectors.joining("|"));
    }

    private static String pattern(PackageAction action) {
        return action.removes()
                ? Sh.quote("Remv " + action.name() + " ")
                : Sh.quote("Inst " + action.name() + " " + action.after().orElse(""));
    }
}
