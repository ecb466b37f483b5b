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
        List<AptPackages> wanted = forecasts.stream().map(Forecast::want).toList();
        StringBuilder test = new StringBuilder(
                AptPackages.list(wanted) + " | {\n" + AptPackages.compare(wanted, AptPackages.UNLESS_FAILED));
        for (int i = 0; i < wanted.size(); i++) {
            test.append(AptPackages.satisfied(wanted.get(i), i)).append(i + 1 < wanted.size() ? " || exit 1\n" : "\n");
        }
        test.append("}\n");
        StringBuilder change = new StringBuilder();
        if (forecasts.stream()
                .anyMatch(f -> f.lists() != Apt.Lists.FRESH && !f.want().absent())) {
            change.append("if ! ").append(refresh().test().strip()).append("; then\n");
            change.append(refresh().change()).append("fi\n");
        }
        change.append(PolicyRcD.ONLY_WHILE_OWED);
        change.append(MEND);
        for (boolean recommends : new boolean[] {true, false}) {
            List<Forecast> some = forecasts.stream()
                    .filter(f -> f.want().recommends() == recommends)
                    .toList();
            if (!some.isEmpty()) {
                change.append(transaction(some, recommends));
            }
        }
        return new Command(test.toString(), change.toString());
    }

    /** A run that died may have left dpkg in the middle. */
    private static final String MEND = """
            export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l
            set -- /var/lib/dpkg/updates/[0-9]*
            [ ! -e "$1" ] || dpkg --force-confold --configure -a </dev/null
            """;

    private static String transaction(List<Forecast> forecasts, boolean recommends) {
        String operands = Sh.words(forecasts.stream().map(Forecast::operand).toList());
        String options = (recommends ? "" : " --no-install-recommends")
                + (forecasts.stream().anyMatch(Forecast::downgrades) ? " --allow-downgrades" : "");
        return """
                if ! out=$(%1$s%2$s install %3$s 2>&1 </dev/null); then
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
                      %4$s) ;;
                      *) printf '%%s %%s %%s\\n' "$action" "$name" "$version"; more=1 ;;
                    esac
                  done
                  [ -z "$more" ]
                } >&2; then
                  echo 'apt would now do this, which the plan did not show: plan again' >&2
                  exit 1
                fi
                apt-get -q -y -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confold \\
                  -o APT::Cmd::Pattern-Only=true%2$s install %3$s </dev/null
                """.formatted(Apt.SIMULATE, options, operands, allowed(forecasts));
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

    private static String pattern(Apt.Action action) {
        return action.removes()
                ? Sh.quote("Remv " + action.name() + " ")
                : Sh.quote("Inst " + action.name() + " " + action.after().orElse(""));
    }
}
