package jforge.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One shell a host, made when first needed and kept until closed. A host that can't be reached or is lost stays lost;
 * the others go on.
 */
public final class Fleet implements AutoCloseable {
    /** Makes the shell of a host. */
    public interface Dial {
        Shell to(Target target) throws IOException;
    }

    /** What is done on one host. */
    public interface Work {
        void on(String host, Shell shell) throws IOException;
    }

    private final Map<String, Target> targets;
    private final Dial dial;
    private final ExecutorService pool;
    private final Map<String, CompletableFuture<Shell>> shells = new ConcurrentHashMap<>();
    private final Map<String, String> lost = new ConcurrentHashMap<>();

    /**
     * @param targets by the host's name
     * @param parallel how many hosts at the same time, from 1
     */
    public Fleet(Map<String, Target> targets, Dial dial, int parallel) {
        this.targets = new LinkedHashMap<>(targets);
        this.dial = dial;
        this.pool = Executors.newFixedThreadPool(parallel, work -> {
            Thread thread = new Thread(work, "jforge-host");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to connect, and returns at once. */
    public void begin(Collection<String> hosts) {
        hosts.forEach(this::shell);
    }

    /**
     * Does the work on each of these hosts that isn't lost, and returns when all have ended. A host that fails with an
     * {@link IOException} is lost from then on.
     *
     * @throws RuntimeException the first that any work threw
     */
    public void each(Collection<String> hosts, Work work) {
        begin(hosts);
        List<Future<?>> running = new ArrayList<>();
        for (String host : hosts) {
            running.add(start(host, work));
        }
        RuntimeException first = null;
        for (Future<?> future : running) {
            try {
                future.get();
            } catch (ExecutionException e) {
                first = first != null
                        ? first
                        : e.getCause() instanceof RuntimeException cause
                                ? cause
                                : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while hosts were at work");
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * Begins the work on one host and returns at once; ended when the work is, or at once where the host is lost. A host
     * that fails with an {@link IOException} is lost from then on; what else the work throws is the future's.
     */
    public CompletableFuture<Void> start(String host, Work work) {
        return shell(host)
                .handleAsync(
                        (shell, failure) -> {
                            one(host, shell, failure, work);
                            return null;
                        },
                        pool);
    }

    /** Why a host can't be reached any more; empty while it can. */
    public Optional<String> lost(String host) {
        return Optional.ofNullable(lost.get(host));
    }

    public Target target(String host) {
        Target target = targets.get(host);
        if (target == null) {
            throw new IllegalArgumentException("no such host: " + host);
        }
        return target;
    }

    /** Asks every connected host's running script to stop before its next step. */
    public void stop() {
        shells.forEach((host, shell) -> {
            if (shell.isDone() && !shell.isCompletedExceptionally()) {
                try {
                    shell.join().stop();
                } catch (IOException e) {
                    lost.putIfAbsent(host, describe(e));
                }
            }
        });
    }

    @Override
    public void close() {
        shells.values().forEach(shell -> shell.thenAccept(Shell::close));
        pool.shutdown();
    }

    private void one(String host, @Nullable Shell shell, @Nullable Throwable failure, Work work) {
        try {
            if (shell != null && !lost.containsKey(host)) {
                work.on(host, shell);
            }
        } catch (IOException e) {
            lost.putIfAbsent(host, describe(e));
        }
        if (failure != null) {
            Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            if (!(cause instanceof IOException e)) {
                throw new CompletionException(cause);
            }
            lost.putIfAbsent(host, describe(e));
        }
    }

    private CompletableFuture<Shell> shell(String host) {
        return shells.computeIfAbsent(
                host,
                name -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return dial.to(target(name));
                            } catch (IOException e) {
                                throw new CompletionException(e);
                            }
                        },
                        pool));
    }

    private static String describe(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
