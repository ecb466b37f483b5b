package jforge.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The test of a type: every declaration of its contract, from every state, on every host. */
public abstract class TypeContract {
    /** Hosts that may be spoilt. */
    protected abstract List<Host> hosts();

    /** What is tried on a host. */
    protected abstract Contract contract(Host host);

    @TestFactory
    final Stream<DynamicTest> keepsTheContract() throws IOException {
        List<Trial> trials = new ArrayList<>();
        Stream<DynamicTest> tests = Stream.empty();
        for (Host host : hosts()) {
            Contract contract = contract(host);
            Trial trial = new Trial(contract, host);
            trials.add(trial);
            tests = Stream.concat(
                    tests,
                    contract.pairs().stream()
                            .map(pair -> DynamicTest.dynamicTest(host.name() + ": " + pair, () -> check(trial, pair))));
        }
        return tests.onClose(() -> trials.forEach(TypeContract::close));
    }

    private static void check(Trial trial, Contract.Pair pair) {
        List<String> faults = trial.faults(pair).stream().map(Fault::toString).toList();
        assertEquals("", String.join("\n", faults));
    }

    private static void close(Trial trial) {
        try {
            trial.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
