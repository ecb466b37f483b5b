package jforge.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jforge.apply.Apply;
import jforge.compare.Planner;
import jforge.declare.Declarer;
import jforge.plan.Event;
import jforge.plan.Plan;
import jforge.plan.Sh;
import jforge.transport.Fleet;
import jforge.transport.Shell;
import jforge.transport.Target;
import org.jspecify.annotations.Nullable;

/** A host with one shell kept open: runs pieces of shell, plans and applies there, and sees what changed. */
final class Bench implements AutoCloseable {
    static final String NAME = "kit";
    static final Target TARGET =
            new Target(NAME, Target.Kind.SSH, NAME, 22, "root", Target.Become.NO, List.of(), List.of(), null);

    private static final int PATHS_A_SCRIPT = 400;

    private final Host host;
    private final Map<String, String> digests = new HashMap<>();
    private @Nullable Shell shell;

    Bench(Host host) {
        this.host = host;
    }

    Host host() {
        return host;
    }

    Shell shell() throws IOException {
        Shell open = shell == null ? host.open() : shell;
        shell = open;
        return open;
    }

    /** A second shell, for its caller to close. */
    Shell fresh() throws IOException {
        return host.open();
    }

    /** What a piece of shell prints, both outputs. */
    String run(String script) throws IOException {
        return run(shell(), script);
    }

    static String run(Shell shell, String script) throws IOException {
        StringBuilder output = new StringBuilder();
        shell.run("begin out\n( set -e\n" + script + "\n) 2>&1\nend $?\n", (name, body, word) -> {
            output.append(new String(body, StandardCharsets.UTF_8));
            if (!word.equals("0")) {
                output.append("\nexit status ").append(word);
            }
        });
        if (output.toString().contains("\nexit status ")) {
            throw new IllegalStateException("the test's own shell failed:\n" + script + "\n" + output);
        }
        return output.toString();
    }

    Snapshot snapshot() throws IOException {
        String text = run("set +e\n" + Snapshot.script() + ":");
        List<String> missing = Snapshot.read(text, digests).missing(digests);
        if (missing.isEmpty()) {
            return Snapshot.read(text, digests);
        }
        Snapshot bare = Snapshot.read(text, digests);
        for (int i = 0; i < missing.size(); i += PATHS_A_SCRIPT) {
            List<String> some = missing.subList(i, Math.min(missing.size(), i + PATHS_A_SCRIPT));
            String sums = run("sha256sum -- " + Sh.words(some) + " || :");
            for (String line : sums.split("\n")) {
                // a name with a backslash comes escaped, its line marked by one
                boolean escaped = line.startsWith("\\");
                String plain = escaped ? line.substring(1).replace("\\\\", "\\") : line;
                if (plain.matches("[0-9a-f]{64}  .*")) {
                    String path = plain.substring(66);
                    digests.put(path + "\0" + bare.touches().get(path), plain.substring(0, 64));
                }
            }
        }
        return Snapshot.read(text, digests);
    }

    Plan plan(Declarer declarer) throws IOException {
        try (Fleet fleet = fleet(shell())) {
            Plan plan = new Planner(NAME, declarer, fleet, List.of(NAME)).plan();
            fleet.lost(NAME).ifPresent(reason -> {
                throw new IllegalStateException("lost while planning: " + reason);
            });
            return plan;
        }
    }

    List<Event> apply(Plan plan) throws IOException {
        return apply(plan, shell());
    }

    List<Event> apply(Plan plan, Shell at) {
        List<Event> events = new ArrayList<>();
        try (Fleet fleet = fleet(at)) {
            new Apply(plan, fleet, "the contract kit", events::add).run();
        }
        return events;
    }

    private static Fleet fleet(Shell shell) {
        return new Fleet(Map.of(NAME, TARGET), target -> new Tap(shell), 1);
    }

    @Override
    public void close() {
        if (shell != null) {
            shell.close();
        }
    }
}
