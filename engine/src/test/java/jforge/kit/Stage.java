package jforge.kit;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jforge.plan.Difference;
import jforge.plan.Event;

/** One declaration on one host from one state: what every trial works on. */
record Stage<D, S>(Contract contract, Bench bench, Contract.Pair pair, Subject<D, S> subject, List<Fault> faults) {
    /** Makes the starting state anew. */
    void reset() throws IOException {
        bench.run("mkdir -p " + Killer.FOLDER + "; rm -f " + Trigger.PATH + "\n" + contract.cleanup);
        bench.run(contract.states.getOrDefault(pair.state(), ":"));
    }

    void fault(String promise, String text) {
        faults.add(new Fault(promise, text));
    }

    /** How the resource's steps ended: "changed", "already", "failed: what it printed", or what stopped it all. */
    static String outcome(List<Event> events, String label) {
        String outcome = "nothing was run";
        for (Event event : events) {
            if (event instanceof Event.Ended ended
                    && ended.effect() == null
                    && ended.ref().label().equals(label)) {
                outcome = word(ended);
            } else if (event instanceof Event.Lost || event instanceof Event.Stale || event instanceof Event.Locked) {
                return event.toString();
            }
        }
        return outcome;
    }

    static String word(Event.Ended ended) {
        String word = ended.outcome().name().toLowerCase(Locale.ROOT);
        boolean told = ended.outcome() == Event.Outcome.FAILED || ended.outcome() == Event.Outcome.SKIPPED;
        return told ? word + ": " + ended.output() + (ended.because() == null ? "" : ended.because()) : word;
    }

    String label() {
        return subject.resource().ref().label();
    }

    static String shown(List<Difference> differences) {
        return differences.stream()
                .map(d -> d.attribute() + " " + d.before().shown() + " -> "
                        + d.after().shown())
                .collect(Collectors.joining(", "));
    }

    static String names(List<Difference> differences) {
        return differences.stream().map(Difference::attribute).collect(Collectors.joining(", "));
    }

    static String shown(Map<String, String> changes) {
        return changes.entrySet().stream()
                .limit(12)
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining("\n  ", "\n  ", changes.size() > 12 ? "\n  and more" : ""));
    }
}
