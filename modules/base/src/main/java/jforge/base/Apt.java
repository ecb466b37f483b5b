package jforge.base;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What apt says it would do, as it says it. */
final class Apt {
    /** Names are names, never expressions. */
    static final String SIMULATE =
            "apt-get -s -qq -y -o Debug::NoLocking=1 -o APT::Cmd::Pattern-Only=true -o APT::Get::Show-User-Simulation-Note=0";

    /** For looking: apt would write what it makes of the lists, and a log of its planning. */
    static final String NO_CACHE =
            " -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o Dir::Log::Planner=/dev/null";

    /** Prints something if the lists were looked at within a day. */
    private static final String FIND_FRESH =
            "find /var/lib/apt/lists /var/lib/apt/lists/partial -prune -mmin -1440 2>/dev/null";

    /** Passes while the lists are there and were looked at within a day. */
    static final String LISTS_FRESH = """
            set -- /var/lib/apt/lists/*Packages*
            [ -e "$1" ] && [ -n "$(%s)" ]
            """.formatted(FIND_FRESH);

    /** Prints how old the lists are, as a word of {@link Lists}; find's 1 is for a folder that isn't there. */
    static final String LISTS_AGE = """
            set -- /var/lib/apt/lists/*Packages*
            new=$(%s) || [ $? -eq 1 ] || exit
            if [ ! -e "$1" ]; then
              echo 'lists none'
            elif [ -n "$new" ]; then
              echo 'lists fresh'
            else
              echo 'lists old'
            fi
            """.formatted(FIND_FRESH);

    private static final Pattern INSTALL = Pattern.compile("Inst (\\S+)(?: \\[([^]]*)])? \\((\\S+)[ )].*");
    private static final Pattern REMOVE = Pattern.compile("(?:Remv|Purg) (\\S+)(?: \\[([^]]*)])?.*");

    private Apt() {}

    /** How old the lists of packages are. */
    enum Lists {
        FRESH("less than a day old"),
        OLD("older than a day"),
        NONE("none");

        private final String shown;

        Lists(String shown) {
            this.shown = shown;
        }

        String shown() {
            return shown;
        }
    }

    /**
     * One package of a transaction.
     *
     * @param before the version there; empty where it is not installed
     * @param after the version to come; empty where it is removed
     */
    record Action(String name, Optional<String> before, Optional<String> after) {
        boolean removes() {
            return after.isEmpty();
        }

        boolean downgrades() {
            return before.isPresent() && after.isPresent() && DebianVersion.compare(before.get(), after.get()) > 0;
        }
    }

    /**
     * A simulated transaction.
     *
     * @param error apt's words where it can't be done; empty where it can
     */
    record Simulation(List<Action> actions, String error) {
        Simulation {
            actions = List.copyOf(actions);
        }

        boolean possible() {
            return error.isEmpty();
        }

        Optional<Action> of(String name) {
            return actions.stream().filter(a -> a.name().equals(name)).findFirst();
        }
    }

    /** @param lines what apt-get printed, on both of its outputs */
    static Simulation simulation(List<String> lines, int status) {
        List<Action> actions =
                lines.stream().map(Apt::action).flatMap(Optional::stream).toList();
        List<String> words = lines.stream()
                .filter(l -> !l.startsWith("W: ") && !l.startsWith("N: ") && !l.startsWith("Conf "))
                .map(l -> l.strip().replaceFirst("^E: ", ""))
                .toList();
        return status == 0
                ? new Simulation(actions, "")
                : new Simulation(List.of(), words.isEmpty() ? "apt-get ended with " + status : String.join(" ", words));
    }

    private static Optional<Action> action(String line) {
        Matcher install = INSTALL.matcher(line);
        if (install.matches()) {
            return Optional.of(
                    new Action(install.group(1), Optional.ofNullable(install.group(2)), Optional.of(install.group(3))));
        }
        Matcher remove = REMOVE.matcher(line);
        return remove.matches()
                ? Optional.of(new Action(remove.group(1), Optional.ofNullable(remove.group(2)), Optional.empty()))
                : Optional.empty();
    }
}
