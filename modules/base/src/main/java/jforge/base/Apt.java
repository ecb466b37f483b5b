package jforge.base;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.plan.Command;
import jforge.resource.UnreadableException;

/** Debian's package manager: what it and dpkg-query print. */
final class Apt implements PackageTool {
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

    /** Prints how old the lists are, as a word of {@link PackageLists}; find's 1 is for a folder that isn't there. */
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

    @Override
    public String key() {
        return "apt";
    }

    @Override
    public String program() {
        return "apt-get";
    }

    @Override
    public String ask(List<PackageQuestion> questions) {
        return AptLook.script(questions);
    }

    @Override
    public Optional<Installed> installed(String line) throws UnreadableException {
        if (!line.startsWith("dpkg ")) {
            return Optional.empty();
        }
        String[] f = line.substring(5).split("\\|", -1);
        if (f.length != 3 || f[2].length() < 2) {
            throw new UnreadableException("expected NAME|VERSION|STATUS of dpkg-query");
        }
        char status = f[2].charAt(1);
        boolean there = "iWt".indexOf(status) >= 0;
        String bare = f[0].replaceFirst(":.*", "");
        return Optional.of(new Installed(
                List.of(f[0], bare),
                there ? Optional.of(f[1]) : Optional.empty(),
                f[2].charAt(0) == 'h',
                !there && status != 'n'));
    }

    /** @param lines what apt-get printed, on both of its outputs */
    @Override
    public Simulation simulation(List<String> lines, int status) {
        if (status == 0) {
            return Simulation.of(
                    lines.stream().map(this::action).flatMap(Optional::stream).toList());
        }
        List<String> words = lines.stream()
                .filter(l -> !l.startsWith("W: ") && !l.startsWith("N: ") && !l.startsWith("Conf "))
                .map(l -> l.strip().replaceFirst("^E: ", ""))
                .toList();
        return Simulation.impossible(words.isEmpty() ? "apt-get ended with " + status : String.join(" ", words));
    }

    private Optional<PackageAction> action(String line) {
        Matcher install = INSTALL.matcher(line);
        if (install.matches()) {
            Optional<String> before = Optional.ofNullable(install.group(2));
            String after = install.group(3);
            boolean back = before.isPresent() && compare(before.get(), after) > 0;
            return Optional.of(new PackageAction(install.group(1), before, Optional.of(after), back));
        }
        Matcher remove = REMOVE.matcher(line);
        return remove.matches()
                ? Optional.of(new PackageAction(
                        remove.group(1), Optional.ofNullable(remove.group(2)), Optional.empty(), false))
                : Optional.empty();
    }

    @Override
    public String held(String entry) {
        return entry;
    }

    @Override
    public boolean matches(String wanted, String installed) {
        return wanted.endsWith("*")
                ? installed.startsWith(wanted.substring(0, wanted.length() - 1))
                : installed.equals(wanted);
    }

    @Override
    public int compare(String version, String other) {
        return DebianVersion.compare(version, other);
    }

    @Override
    public Command refresh() {
        return AptCommands.refresh();
    }

    @Override
    public Command transact(List<Forecast> forecasts) {
        return AptCommands.install(forecasts);
    }
}
