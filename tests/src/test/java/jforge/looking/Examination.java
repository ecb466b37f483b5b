package jforge.looking;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jforge.looking.LookedAtHost.Reply;
import jforge.resource.UnreadableException;
import jforge.transport.Shell;

/** What is wrong with kinds of questions: a sentence a fault, by the kind's name. Kinds without fault have an empty list. */
final class Examination {
    /** The loader and every script stand on these. */
    private static final Set<String> SHELLS = Set.of("sh", "dash", "bash");

    private final LookedAtHost host;
    private final List<Asked> all;
    private final Map<String, List<String>> faults = new TreeMap<>();
    private final Map<String, Reply> replies = new TreeMap<>();

    private Examination(LookedAtHost host, List<Asked> all) {
        this.host = host;
        this.all = all;
        all.forEach(asked -> faults.put(asked.kind(), new ArrayList<>()));
    }

    static Map<String, List<String>> of(LookedAtHost host, List<Asked> all) throws IOException {
        Examination examination = new Examination(host, all);
        try (Shell shell = host.plain()) {
            examination.effects(shell);
            Map<String, Trace> traces = host.traces(all);
            traces.forEach((kind, trace) -> trace.faults().forEach(c -> examination.fault(kind, "it calls " + c)));
            Set<String> programs = new TreeSet<>();
            traces.values().forEach(trace -> programs.addAll(trace.programs()));
            host.prepareDeaths(programs);
            for (Asked asked : all) {
                for (String program : traces.get(asked.kind()).programs()) {
                    examination.death(shell, asked, program);
                }
            }
        }
        examination.sealed();
        return examination.faults;
    }

    private void fault(String kind, String what) {
        faults.get(kind).add(what);
    }

    /** Asks twice: the state of the host stays, and so does the answer. */
    private void effects(Shell shell) throws IOException {
        shell.run(":", (name, body, word) -> {});
        host.remember();
        for (Asked asked : all) {
            Reply reply = host.ask(shell, asked);
            replies.put(asked.kind(), reply);
            host.changes().forEach(line -> fault(asked.kind(), "it changes " + line));
            try {
                if (!reply.word().equals("0")) {
                    fault(asked.kind(), "it fails, " + reply.text());
                }
                asked.reader().read(reply.body());
            } catch (UnreadableException e) {
                fault(asked.kind(), "it can't be read: " + e.getMessage() + ", " + reply.text());
            }
            Reply again = host.ask(shell, asked);
            if (!Arrays.equals(reply.body(), again.body())) {
                fault(asked.kind(), "asked again it answers otherwise: " + again.text() + " for " + reply.text());
            }
        }
    }

    /** A program that is killed must show: by a status, by a frame that can't be read, or in nothing at all. */
    private void death(Shell shell, Asked asked, String program) throws IOException {
        if (SHELLS.contains(program)) {
            return;
        }
        Reply reply = host.askWithout(shell, asked, program);
        Reply healthy = replies.get(asked.kind());
        if (!reply.word().equals("0") || Arrays.equals(reply.body(), healthy.body())) {
            return;
        }
        // a probe's answer is the status itself, and this one refuses
        if (asked.kind().startsWith("probe") && reply.text().contains("137")) {
            return;
        }
        try {
            asked.reader().read(reply.body());
            fault(asked.kind(), "it swallows the failure of " + program + ": " + reply.text());
        } catch (UnreadableException e) {
            return;
        }
    }

    private void sealed() throws IOException {
        List<Asked> untouching = all.stream().filter(a -> a.touches().isEmpty()).toList();
        sealed(untouching, List.of());
        for (Asked asked : all) {
            if (!asked.touches().isEmpty()) {
                sealed(List.of(asked), asked.touches());
            }
        }
    }

    private void sealed(List<Asked> some, List<String> touches) throws IOException {
        try (Shell shell = host.sealed(touches)) {
            for (Asked asked : some) {
                Reply reply = host.ask(shell, asked);
                Reply writable = replies.get(asked.kind());
                if (!reply.word().equals(writable.word()) || !Arrays.equals(reply.body(), writable.body())) {
                    fault(asked.kind(), "read-only it answers otherwise: " + reply.text() + " for " + writable.text());
                }
            }
        }
    }
}
