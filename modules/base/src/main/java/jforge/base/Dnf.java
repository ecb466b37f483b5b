package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.plan.Command;
import jforge.resource.UnreadableException;

/** The package manager of Fedora and its kin, version 4 or 5: what it and rpm print. */
final class Dnf implements PackageTool {
    /** Asked without going to the network; it opens its own books for writing even so. */
    static final List<String> TOUCHES = List.of(
            "/var/log/dnf",
            "/var/log/hawkey.log",
            "/var/cache/dnf/metadata_lock.pid",
            "/var/lib/dnf/history.sqlite",
            "/var/lib/rpm/rpmdb.sqlite-",
            "/root/.rpmdb/rpmdb.sqlite-");

    /** What is removed is what was named and what needs it: what nobody needs any more stays, as with apt. */
    static final String OPTIONS = " --setopt=clean_requirements_on_remove=False --setopt=logfilelevel=0";

    static final String ASK = "dnf --assumeno" + OPTIONS;

    /** Prints something if any repository was looked at within a day: dnf renews the time of this file. */
    private static final String FIND_FRESH = """
            set -- /var/cache/dnf/*/repodata/repomd.xml /var/cache/libdnf5/*/repodata/repomd.xml
            there=''
            for one do if [ -e "$one" ]; then there="$there $one"; fi; done
            # shellcheck disable=SC2086 # file names of dnf's own, without spaces
            new=$([ -z "$there" ] || find $there -mmin -1440 -prune)""";

    /** Leaves in {@code none} something if a repository's metadata is not there. */
    private static final String FIND_NONE = """
            none=''
            said=$(dnf -C repoquery%s jforge-none 2>&1 </dev/null) || :
            case $said in *'no cache for'*|*'no enabled repos'*) none=1 ;; esac
            """.formatted(" --setopt=logfilelevel=0");

    static final String LISTS_FRESH = FIND_FRESH + "\n" + FIND_NONE + "[ -n \"$new\" ] && [ -z \"$none\" ]\n";

    /** Prints how old the metadata is, as a word of {@link PackageLists}. */
    static final String LISTS_AGE = FIND_FRESH + " || exit\n" + FIND_NONE + """
            if [ -z "$there" ] || [ -n "$none" ]; then
              echo 'lists none'
            elif [ -n "$new" ]; then
              echo 'lists fresh'
            else
              echo 'lists old'
            fi
            """;

    @Override
    public String key() {
        return "dnf";
    }

    @Override
    public String program() {
        return "dnf";
    }

    @Override
    public String ask(List<PackageQuestion> questions) {
        return DnfLook.script(questions);
    }

    @Override
    public Optional<Installed> installed(String line) throws UnreadableException {
        if (line.matches("package \\S+ is not installed")) {
            return Optional.of(new Installed(List.of(line.split(" ")[1]), Optional.empty(), false, false));
        }
        if (!line.startsWith("rpm ")) {
            return Optional.empty();
        }
        String[] f = line.substring(4).split("\\|", -1);
        if (f.length != 3 || !f[1].matches("[0-9]+")) {
            throw new UnreadableException("expected NAME|EPOCH|VERSION-RELEASE of rpm");
        }
        return Optional.of(
                new Installed(List.of(f[0]), Optional.of(f[1].equals("0") ? f[2] : f[1] + ":" + f[2]), false, false));
    }

    /** @param lines what {@link DnfTable} made of it; with a status other than 0 what dnf said */
    @Override
    public Simulation simulation(List<String> lines, int status) throws UnreadableException {
        if (status != 0) {
            return Simulation.impossible(lines.isEmpty() ? "dnf ended with " + status : String.join(" ", lines));
        }
        List<PackageAction> actions = new ArrayList<>();
        for (String line : lines) {
            String[] w = line.split(" ");
            if (w[0].equals("Remv") && w.length == 2) {
                actions.add(new PackageAction(w[1], Optional.empty(), Optional.empty(), false));
            } else if ((w[0].equals("Inst") || w[0].equals("Down")) && w.length == 3) {
                actions.add(new PackageAction(w[1], Optional.empty(), Optional.of(w[2]), w[0].equals("Down")));
            } else {
                throw new UnreadableException("dnf shows something that is not known: " + line);
            }
        }
        return Simulation.of(actions);
    }

    /** NAME-EPOCH:VERSION-RELEASE.ARCH, as version 4 has it, or a name. */
    @Override
    public String held(String entry) {
        String[] parts = entry.split("-");
        boolean whole = parts.length > 2 && parts[parts.length - 2].matches("([0-9]+:)?[0-9].*");
        return whole ? String.join("-", List.of(parts).subList(0, parts.length - 2)) : entry;
    }

    /** Without an epoch any will do, without a release any of that version. */
    @Override
    public boolean matches(String wanted, String installed) {
        String there = wanted.indexOf(':') >= 0 == installed.indexOf(':') >= 0
                ? installed
                : wanted.indexOf(':') >= 0 ? "0:" + installed : installed.substring(installed.indexOf(':') + 1);
        return wanted.endsWith("*")
                ? there.startsWith(wanted.substring(0, wanted.length() - 1))
                : there.equals(wanted) || wanted.indexOf('-') < 0 && there.startsWith(wanted + "-");
    }

    @Override
    public int compare(String version, String other) {
        return RpmVersion.compare(version, other);
    }

    @Override
    public Command refresh() {
        return DnfCommands.refresh();
    }

    @Override
    public Command transact(List<Forecast> forecasts) {
        return DnfCommands.install(forecasts);
    }
}
