package jforge.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process that keeps a sandbox's namespaces: the first one inside. When it ends, the kernel ends all others and drops
 * every mount.
 *
 * @param pid as the machine counts
 * @param start its start in clock ticks since boot: with the boot, tells it from a later process of the same number
 * @param boot the kernel's id of the boot it lives in
 */
record Holder(long pid, long start, String boot) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** The holder that a state directory names; none if it names none. */
    static Optional<Holder> read(Path directory) throws IOException {
        Path file = directory.resolve("holder");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file).strip().split(" ");
        return words.length == 3
                ? Optional.of(new Holder(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]))
                : Optional.empty();
    }

    /** Whether this very process still runs. */
    boolean alive() {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // the name, in parentheses, may hold anything; the state and the 22nd field come after it
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return !fields[0].equals("Z")
                    && Long.parseLong(fields[19]) == start
                    && Files.readString(BOOT).strip().equals(boot);
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * Ends it and all that runs inside, and waits for that.
     *
     * @throws SandboxException if it belongs to another user, or does not end
     */
    void end() throws IOException {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty() || !alive()) {
            return;
        }
        if (!process.get().destroyForcibly() && alive()) {
            throw new SandboxException("process " + pid + " holds the sandbox and can't be ended by this user");
        }
        try {
            process.get().onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new SandboxException("process " + pid + " holds the sandbox and does not end", e);
        }
    }

    /** The words before a command that runs inside. */
    List<String> enter() throws IOException {
        List<String> words =
                new ArrayList<>(List.of("nsenter", "-t", Long.toString(pid), "-m", "-u", "-i", "-n", "-p"));
        if (!namespace(Long.toString(pid)).equals(namespace("self"))) {
            words.addAll(List.of("-U", "--preserve-credentials"));
        }
        words.add("--");
        return words;
    }

    private static Path namespace(String process) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/" + process + "/ns/user"));
    }
}
