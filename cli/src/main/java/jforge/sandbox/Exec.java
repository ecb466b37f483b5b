package jforge.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** One command in a sandbox, with the streams of one channel. It ends with the channel at the latest. */
final class Exec implements Command {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME", "/root",
            "USER", "root",
            "LOGNAME", "root",
            "SHELL", "/bin/sh");
    private static final int BUFFER = 32 * 1024;

    private final List<String> command;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;
    private volatile @Nullable Process process;

    Exec(List<String> enter, String command) {
        List<String> words = new ArrayList<>(enter);
        words.addAll(List.of("sh", "-c", command));
        this.command = List.copyOf(words);
    }

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        this.err = err;
    }

    @Override
    public void setExitCallback(ExitCallback exit) {
        this.exit = exit;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        Process started = builder.start();
        process = started;
        environment.addSignalListener(
                (on, signal) -> end(started), Signal.HUP, Signal.INT, Signal.TERM, Signal.KILL, Signal.QUIT);
        InputStream input = Objects.requireNonNull(in);
        Thread feed = thread("in", () -> pump(input, started.getOutputStream()));
        Thread print = thread("out", () -> pump(started.getInputStream(), Objects.requireNonNull(out)));
        Thread complain = thread("err", () -> pump(started.getErrorStream(), Objects.requireNonNull(err)));
        feed.start();
        print.start();
        complain.start();
        thread("exit", () -> report(started, print, complain)).start();
    }

    @Override
    public void destroy(ChannelSession channel) {
        Process started = process;
        if (started != null && started.isAlive()) {
            end(started);
        }
    }

    /** All of its output is sent before its status. */
    private void report(Process started, Thread print, Thread complain) {
        try {
            print.join();
            complain.join();
            Objects.requireNonNull(exit).onExit(started.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** nsenter passes no signal on, so everything below it gets its own. */
    private static void end(Process started) {
        List<ProcessHandle> all = started.descendants().toList();
        all.forEach(ProcessHandle::destroy);
        thread("end", () -> {
                    try {
                        if (!started.waitFor(2, TimeUnit.SECONDS)) {
                            started.descendants().forEach(ProcessHandle::destroyForcibly);
                            started.destroyForcibly();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .start();
    }

    /** Copies until the end of the input, then closes the output; either end may go away before. */
    private static void pump(InputStream from, OutputStream to) {
        byte[] buffer = new byte[BUFFER];
        try (to) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, 0, n);
                to.flush();
            }
        } catch (IOException gone) {
            // the channel or the process ended: the exit status says which
        }
    }

    private static Thread thread(String what, Runnable work) {
        Thread thread = new Thread(work, "sandbox-" + what);
        thread.setDaemon(true);
        return thread;
    }
}
