package jforge.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jforge.plan.Step;
import jforge.resource.Proposal;

/** Tries a contract on a host, pair by pair. */
public final class Trial implements AutoCloseable {
    private final Contract contract;
    private final Bench bench;
    private final Path folder;
    private final Set<String> killed = new HashSet<>();

    public Trial(Contract contract, Host host) throws IOException {
        this.contract = contract;
        this.bench = new Bench(host);
        this.folder = Files.createTempDirectory("jforge-kit");
    }

    /** Everything that is not kept, over all pairs. */
    public List<Fault> faults() {
        return contract.pairs().stream().flatMap(p -> faults(p).stream()).toList();
    }

    /** What is not kept by one declaration from one state; the host is cleaned up afterwards. */
    List<Fault> faults(Contract.Pair pair) {
        List<Fault> faults = new ArrayList<>();
        try {
            attempt(pair, Subject.of(contract, pair.wanted(), folder, false), faults);
        } catch (IOException | RuntimeException | AssertionError e) {
            faults.add(new Fault("state", String.valueOf(e)));
        }
        return faults;
    }

    private <D, S> void attempt(Contract.Pair pair, Subject<D, S> subject, List<Fault> faults) throws IOException {
        Stage<D, S> stage = new Stage<>(contract, bench, pair, subject, faults);
        stage.reset();
        LookTrial<D, S> look = new LookTrial<>(stage);
        look.run();
        Proposal proposal = subject.propose(bench);
        String refusal = contract.refusals.get(pair);
        if (proposal instanceof Proposal.Do todo && refusal == null) {
            look.secrets(todo.steps());
            steps(stage, todo.steps());
        } else {
            String said = proposal.toString();
            if (refusal == null || !said.contains(refusal)) {
                stage.fault("state", "expected " + (refusal == null ? "steps" : refusal) + ", not " + said);
            }
        }
        bench.run(contract.cleanup);
    }

    private <D, S> void steps(Stage<D, S> stage, List<Step> steps) throws IOException {
        StepTrial<D, S> trial = new StepTrial<>(stage);
        trial.oneByOne(steps);
        Snapshot wanted = bench.snapshot();
        trial.unknownStays(wanted);
        if (!steps.isEmpty()) {
            trial.repeat(steps, wanted);
            trial.unknownConverges(steps, wanted);
            // the same commands die the same deaths, from whatever state
            boolean kills = killed.add(
                    steps.stream().map(s -> s.command().change()).toList().toString());
            new KillTrial<>(stage, stage.subject().declarer()).run(wanted, kills || Boolean.getBoolean("jforge.long"));
        }
        if (!contract.effects.isEmpty() && stage.subject().hasEffect()) {
            Subject<?, ?> due = Subject.of(contract, stage.pair().wanted(), folder, true);
            new EffectTrial<>(stage, due.declarer()).run();
        }
    }

    @Override
    public void close() throws IOException {
        bench.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
