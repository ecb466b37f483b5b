package jforge.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import jforge.plan.Event;
import jforge.report.ExitCode;
import jforge.report.Run;

/** Makes a plan while its events are printed and kept. */
final class Applying {
    /**
     * @param events prints them
     * @param end takes away what stands for the moment only
     */
    record Printer(Consumer<Event> events, Runnable end) {}

    private Applying() {}

    /** @throws Trouble if the engine fails: something may have been changed by then */
    static Run run(Runs.Planned planned, Interrupt interrupt, Printer printer) {
        long start = System.nanoTime();
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        try {
            Runs.Applied applied = planned.apply(event -> {
                events.add(event);
                printer.events().accept(event);
            });
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Run(planned.plan(), List.copyOf(events), applied.verified(), interrupt.came(), took);
        } catch (Trouble e) {
            throw e;
        } catch (RuntimeException e) {
            Trouble trouble = new Trouble(ExitCode.FAILED, "applying broke off: " + Faults.oneLine(e));
            trouble.initCause(e);
            throw trouble;
        } finally {
            printer.end().run();
        }
    }
}
