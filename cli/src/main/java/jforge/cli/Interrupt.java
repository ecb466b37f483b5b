package jforge.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C while a plan is made: what runs is finished, nothing else is begun, and the process ends after the summary. The
 * JVM gives it the exit code: 130 for Ctrl-C.
 */
final class Interrupt implements AutoCloseable {
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean came;

    private Interrupt(Runs.Planned planned, Terminal terminal) {
        hook = new Thread(() -> {
            came = true;
            terminal.err().println("\nstopping: finishing what is running, beginning nothing else");
            planned.stop();
            awaitReport();
            terminal.out().flush();
        });
    }

    static Interrupt stops(Runs.Planned planned, Terminal terminal) {
        Interrupt interrupt = new Interrupt(planned, terminal);
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    boolean came() {
        return came;
    }

    @Override
    public void close() {
        reported.countDown();
        if (!came) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // it came just now; nothing runs any more
                came = true;
            }
        }
    }

    private void awaitReport() {
        try {
            reported.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
