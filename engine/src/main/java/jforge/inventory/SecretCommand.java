package jforge.inventory;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A command of the controller that prints a secret. Whatever it does, it ends within its time. */
final class SecretCommand {
    private final Secret.Command command;
    private final Duration budget;

    SecretCommand(Secret.Command command, Duration budget) {
        this.command = command;
        this.budget = budget;
    }

    /** Why there is no secret: the end of a sentence that begins with the command. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String problem) {
            super(problem);
        }
    }

    /** @return what it printed */
    byte[] run() throws Failed {
        Process process;
        try {
            process = new ProcessBuilder("/bin/sh", "-c", command.text())
                    .directory(command.directory().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    // what it says may hold the secret, and our own standard error is kept in logs
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new Failed("can't be run: " + e.getMessage());
        }
        // a child that outlives the command may hold the pipe open: whoever waits for its end must be left behind
        FutureTask<byte[]> reading = new FutureTask<>(() -> printed(process));
        Thread reader = new Thread(reading, "jforge-secret");
        reader.setDaemon(true);
        reader.start();
        try {
            byte[] printed = reading.get(budget.toMillis(), TimeUnit.MILLISECONDS);
            if (printed.length > SecretSource.MAX_BYTES) {
                throw new Failed("printed more than 1 MB");
            }
            if (process.waitFor() != 0) {
                throw new Failed(
                        "failed with " + process.exitValue() + "; what it said is withheld, run it by hand to see it");
            }
            return printed;
        } catch (TimeoutException e) {
            throw new Failed("took longer than " + budget.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new Failed("broke off");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("was interrupted");
        } finally {
            end(process);
        }
    }

    /** Waits also for a command that closes its output before it ends. */
    private static byte[] printed(Process process) throws IOException, InterruptedException {
        byte[] printed = process.getInputStream().readNBytes(SecretSource.MAX_BYTES + 1);
        if (printed.length <= SecretSource.MAX_BYTES) {
            process.waitFor();
        }
        return printed;
    }

    /** With all that it started, as far as that is known. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
