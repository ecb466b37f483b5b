package jforge.base;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import jforge.plan.Command;
import jforge.plan.Payload;
import jforge.resource.UnreadableException;

/** A manager of packages that a host may have: how it is asked, understood and told. The first that is there is the host's. */
sealed interface PackageTool permits Apt, Dnf {
    Apt APT = new Apt();
    Dnf DNF = new Dnf();

    /** In the order in which they are looked for. */
    List<PackageTool> ALL = List.of(APT, DNF);

    /** "apt". */
    String key();

    /** The program that is there where the manager is. */
    String program();

    /** Shell that asks; read-only. Prints what {@link PackageReader} reads. */
    String ask(List<PackageQuestion> questions);

    /**
     * A line about what is installed; empty where the line is of another kind.
     *
     * @throws UnreadableException if it should be one and is not
     */
    Optional<Installed> installed(String line) throws UnreadableException;

    /** @param lines what was printed in a simulation */
    Simulation simulation(List<String> lines, int status) throws UnreadableException;

    /** The name of the package that an entry of the manager's list of holds is about. */
    String held(String entry);

    /** Whether an installed version is the one wanted. */
    boolean matches(String wanted, String installed);

    /** Below, at or above 0 where the first is older, the same or newer. */
    int compare(String version, String other);

    /** New lists, unless they were looked at within a day. */
    Command refresh();

    /** All of it in one transaction. */
    Command transact(List<Forecast> forecasts);

    /**
     * What is installed under a name.
     *
     * @param version empty where it is not
     * @param leftover its configuration files are there and it is not
     */
    record Installed(List<String> names, Optional<String> version, boolean held, boolean leftover) {}

    /** The command of the host's manager; where that is not known yet, the host tells. Payloads of one name are one. */
    static Command choose(Optional<PackageTool> known, Function<PackageTool, Command> by) {
        if (known.isPresent()) {
            return by.apply(known.get());
        }
        StringBuilder test = new StringBuilder();
        StringBuilder change = new StringBuilder();
        Map<String, Payload> payloads = new TreeMap<>();
        for (PackageTool manager : ALL) {
            String head =
                    (test.length() == 0 ? "if " : "elif ") + "command -v " + manager.program() + " >/dev/null; then\n";
            Command command = by.apply(manager);
            command.payloads().forEach(p -> payloads.put(p.name(), p));
            test.append(head).append(command.test());
            change.append(head).append(command.change());
        }
        return new Command(
                test + "else\n  false\nfi\n",
                change + "else\n  echo 'this host has neither apt nor dnf' >&2\n  exit 1\nfi\n",
                List.copyOf(payloads.values()));
    }
}
