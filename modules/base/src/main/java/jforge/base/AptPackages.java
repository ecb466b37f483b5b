package jforge.base;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * A package, and what is wanted of it: so that apt's simulation of all that is to do comes with the same answer.
 *
 * @param version exact, or a beginning and an asterisk; empty where any will do
 */
record AptPackages(String name, Optional<String> version, boolean absent, boolean recommends)
        implements Question<AptPackages.Answer> {
    static final QuestionKind<AptPackages, Answer> KIND = new Kind();

    /**
     * @param installed its version; empty where it is not installed, be its configuration files there or not
     * @param lists how old the package lists are; FRESH where nothing is to do
     * @param simulation what is to come: of all packages together, of this one alone where together it can't be done or
     *     takes others away; empty where nothing is to do
     * @param leaving names of all that are declared absent: that these go is meant
     */
    record Answer(
            Optional<String> installed,
            boolean held,
            Apt.Lists lists,
            Optional<Apt.Simulation> simulation,
            Set<String> leaving) {}

    @Override
    public QuestionKind<AptPackages, Answer> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return name + "\0" + version.orElse("") + "\0" + absent + recommends;
    }

    /** As an operand of apt-get install. */
    String operand() {
        return absent ? name + "-" : name + version.map(v -> "=" + v).orElse("");
    }

    /** Whether what is installed will do. */
    boolean satisfiedBy(Optional<String> installed) {
        if (absent) {
            return installed.isEmpty();
        }
        return installed.isPresent()
                && version.map(v -> v.endsWith("*")
                                ? installed.get().startsWith(v.substring(0, v.length() - 1))
                                : installed.get().equals(v))
                        .orElse(true);
    }

    /** A shell pattern of "NAME|VERSION" that will do; with a name for any architecture. */
    private String pattern() {
        String any = version.map(v -> v.endsWith("*") ? Sh.quote(v.substring(0, v.length() - 1)) + "*" : Sh.quote(v))
                .orElse("*");
        String exact = Sh.quote(name) + "'|'" + any;
        return name.indexOf(':') >= 0 ? exact : exact + "|" + Sh.quote(name) + ":*'|'" + any;
    }

    /**
     * Shell that reads what {@link #list} prints and leaves in {@code there} the numbers of those that are there.
     *
     * @param each what else to do with a line: its words are name, version and status
     */
    static String compare(List<AptPackages> wanted, String each) {
        StringBuilder script = new StringBuilder("there=' '\nwhile IFS='|' read -r name version status; do\n");
        script.append(each).append("  case $status in ?[iWt]*) ;; *) continue ;; esac\n");
        script.append("  case \"$name|$version\" in\n");
        for (int i = 0; i < wanted.size(); i++) {
            AptPackages want = wanted.get(i);
            String pattern = want.absent()
                    ? new AptPackages(want.name(), Optional.empty(), false, true).pattern()
                    : want.pattern();
            script.append("    ")
                    .append(pattern)
                    .append(") there=\"${there}")
                    .append(i)
                    .append(" \" ;;\n");
        }
        script.append("  esac\ndone\n");
        return script.toString();
    }

    /** Shell that passes where the numbered want is as wanted, after {@link #compare}. */
    static String satisfied(AptPackages want, int number) {
        return "case $there in *' " + number + " '*) " + (want.absent() ? "false" : ":") + " ;; *) "
                + (want.absent() ? ":" : "false") + " ;; esac";
    }

    /** A line of {@link #list} that is none: nothing may be taken for absent then. */
    static final String UNLESS_FAILED = "  [ \"$name\" != failed ] || [ -n \"$status\" ] || exit 2\n";

    /** Prints a line for each that dpkg knows, or one that says that it failed: 1 is for a name that it doesn't know. */
    static String list(List<AptPackages> wanted) {
        return "{ dpkg-query -W -f='${binary:Package}|${Version}|${db:Status-Abbrev}\\n' -- "
                + Sh.words(wanted.stream().map(AptPackages::name).toList())
                + " 2>/dev/null || [ $? -eq 1 ] || echo failed; }";
    }

    private static final class Kind implements QuestionKind<AptPackages, Answer> {
        @Override
        public String name() {
            return "apt-packages";
        }

        /** One dpkg-query; and only where something is to do, one apt-get and one find. */
        @Override
        public String script(List<AptPackages> questions) {
            StringBuilder script = new StringBuilder(SIMULATE);
            script.append(list(questions)).append(" | {\n");
            script.append(compare(
                    questions, UNLESS_FAILED + "  printf 'dpkg %s|%s|%s\\n' \"$name\" \"$version\" \"$status\"\n"));
            script.append("set --\n");
            for (int i = 0; i < questions.size(); i++) {
                AptPackages want = questions.get(i);
                script.append(satisfied(want, i))
                        .append(" || set -- \"$@\" ")
                        .append(Sh.quote(options(want) + want.operand()))
                        .append('\n');
            }
            return script.append(ASK).append("}\n").toString();
        }

        /** A letter in front says in which of the two transactions it goes. */
        private static String options(AptPackages want) {
            return want.recommends() ? "r" : "n";
        }

        @Override
        public List<Answer> read(List<AptPackages> questions, byte[] frame) throws UnreadableException {
            Map<String, String> installed = new HashMap<>();
            Map<String, Boolean> held = new HashMap<>();
            Map<String, Apt.Simulation> simulations = new HashMap<>();
            Apt.Lists lists = Apt.Lists.FRESH;
            Map<String, List<String>> open = new LinkedHashMap<>();
            for (String line : Lines.of(frame)) {
                if (line.startsWith("dpkg ")) {
                    dpkg(line.substring(5), installed, held);
                } else if (line.startsWith("lists ")) {
                    lists = lists(line.substring(6));
                } else if (line.startsWith("of ")) {
                    open.clear();
                    open.put(line.substring(3), new ArrayList<>());
                } else if (line.startsWith("end ")) {
                    close(open, line.substring(4), simulations);
                } else {
                    open.values().forEach(l -> l.add(line));
                }
            }
            Apt.Lists age = lists;
            Set<String> leaving = questions.stream()
                    .filter(AptPackages::absent)
                    .map(AptPackages::name)
                    .collect(Collectors.toUnmodifiableSet());
            return questions.stream()
                    .map(q -> answer(q, installed, held, age, simulations, leaving))
                    .toList();
        }

        private static Answer answer(
                AptPackages q,
                Map<String, String> installed,
                Map<String, Boolean> held,
                Apt.Lists lists,
                Map<String, Apt.Simulation> simulations,
                Set<String> leaving) {
            return new Answer(
                    Optional.ofNullable(installed.get(q.name())),
                    held.getOrDefault(q.name(), false),
                    lists,
                    Optional.ofNullable(simulations.get(q.operand())),
                    leaving);
        }

        private static void dpkg(String line, Map<String, String> installed, Map<String, Boolean> held)
                throws UnreadableException {
            String[] f = line.split("\\|", -1);
            if (f.length != 3 || f[2].length() < 2) {
                throw new UnreadableException("expected NAME|VERSION|STATUS of dpkg-query");
            }
            String bare = f[0].replaceFirst(":.*", "");
            for (String name : List.of(f[0], bare)) {
                held.put(name, f[2].charAt(0) == 'h');
                if ("iWt".indexOf(f[2].charAt(1)) >= 0) {
                    installed.put(name, f[1]);
                }
            }
        }

        private static Apt.Lists lists(String word) throws UnreadableException {
            return switch (word) {
                case "fresh" -> Apt.Lists.FRESH;
                case "old" -> Apt.Lists.OLD;
                case "none" -> Apt.Lists.NONE;
                default -> throw new UnreadableException("expected the age of the package lists, not " + word);
            };
        }

        /** What was said of one alone comes later, and counts. */
        private static void close(
                Map<String, List<String>> open, String status, Map<String, Apt.Simulation> simulations)
                throws UnreadableException {
            if (open.isEmpty() || !status.matches("[0-9]{1,3}")) {
                throw new UnreadableException("the end of a simulation that did not begin");
            }
            open.forEach((operands, lines) -> {
                Apt.Simulation simulation = Apt.simulation(lines, Integer.parseInt(status));
                for (String operand : operands.split(" ")) {
                    simulations.put(operand, simulation);
                }
            });
            open.clear();
        }

        private static final String SIMULATE = """
                for tool in apt-get dpkg-query; do
                  command -v "$tool" >/dev/null || { echo "this host has no $tool" >&2; exit 1; }
                done
                simulate() {
                  recommends=$1; shift
                  if out=$(%s --allow-downgrades -o APT::Install-Recommends="$recommends" install "$@" 2>&1 </dev/null); then
                    status=0
                  else
                    status=$?
                    # 100 is an answer: apt can't do it
                    [ "$status" -eq 100 ] || { printf '%%s\\n' "$out" >&2; exit "$status"; }
                  fi
                  printf 'of %%s\\n%%s\\nend %%s\\n' "$*" "$out" "$status"
                }
                # Whether it failed, or some package goes that was not named.
                takes() {
                  [ "$status" -eq 0 ] || return 0
                  while read -r action gone others; do
                    case $action in Remv|Purg) ;; *) continue ;; esac
                    case " $* " in *" $gone- "*)   : "$others" ;; *) return 0 ;; esac
                  done
                  return 1
                }
                # All at once; those that apt's errors name are asked alone, and the others at once again.
                together() {
                  [ $# -gt 1 ] || return 0
                  simulate "$@"
                  [ $# -gt 2 ] || return 0
                  recommends=$1; shift
                  said=$out
                  printf '%%s\\n' "$said" | takes "$@" || return 0
                  rest='' named=''
                  for one do
                    name=${one%%%%=*}; name=${name%%-}
                    case $status$said in
                      0*) named=all ;;
                      *" $name"[!a-z0-9+.:-]*|*" $name"|*"'$name'"*) named="$named $one" ;;
                      *) rest="$rest $one" ;;
                    esac
                  done
                  if [ -z "$named" ] || [ -z "$rest" ]; then
                    named="$*" rest=''
                  fi
                  for one in $named; do simulate "$recommends" "$one"; done
                  # shellcheck disable=SC2086
                  together "$recommends" $rest
                }
                """.formatted(Apt.SIMULATE + Apt.NO_CACHE);

        private static final String ASK = """
                [ $# -gt 0 ] || exit 0
                with='true' without='false'
                for one do
                  case $one in r*) with="$with ${one#r}" ;; *) without="$without ${one#n}" ;; esac
                done
                %sset -f
                # shellcheck disable=SC2086 # words of a list
                together $with
                # shellcheck disable=SC2086
                together $without
                """.formatted(Apt.LISTS_AGE);
    }
}
