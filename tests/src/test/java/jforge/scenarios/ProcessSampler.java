package jforge.scenarios;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import jforge.hosts.TestHost;

/**
 * Looks every 10 ms at arguments and environments of all processes of a test host, which run on this machine's kernel, and of
 * all that this process started.
 */
final class ProcessSampler implements AutoCloseable {
    /** A little more often, since some samples are late. */
    private static final long EVERY_NANOS = 8_000_000;

    private final String container;
    private final String word;
    private final Set<Long> allowed;
    private final Map<Long, Set<String>> found = new ConcurrentHashMap<>();
    private final Map<Long, Long> parents = new ConcurrentHashMap<>();
    private final Map<String, Boolean> concerned = new HashMap<>();
    private final List<Long> gaps = new ArrayList<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final byte[] buffer = new byte[256 * 1024];
    private final Thread thread = new Thread(this::sample, "sampler");
    private volatile boolean closed;

    /** @param word what no argument and no environment may hold, but for that of this process itself */
    ProcessSampler(TestHost host, String word) {
        this.container = host.id();
        this.word = word;
        this.allowed = ConcurrentHashMap.newKeySet();
        allowed.add(ProcessHandle.current().pid());
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /** This process was given the word in its environment; the inventory's commands, which it starts, get it too. */
    void allow(long pid) {
        allowed.add(pid);
    }

    /** Stops, and tells what was found: "cmdline of PID: ..." */
    String found() {
        stop();
        StringBuilder all = new StringBuilder();
        found.forEach((pid, texts) -> {
            boolean given = allowed.contains(pid) || allowed.contains(parents.getOrDefault(pid, -1L));
            texts.stream()
                    .filter(t -> !given || !t.startsWith("environ"))
                    .forEach(t -> all.append(t).append('\n'));
        });
        return all.toString();
    }

    @Override
    public void close() {
        stop();
    }

    private void stop() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often it looked, at how many processes, and how far apart. */
    String figures() {
        List<Long> sorted = new ArrayList<>(gaps);
        Collections.sort(sorted);
        long median = sorted.get(sorted.size() / 2);
        long late = sorted.get(sorted.size() * 99 / 100);
        return "%d samples of %d processes, every %.1f ms (99th of 100: %.1f ms)"
                .formatted(sorted.size(), seen.size(), median / 1e6, late / 1e6);
    }

    private void sample() {
        long next = System.nanoTime();
        long last = next;
        while (!closed) {
            once();
            long now = System.nanoTime();
            gaps.add(now - last);
            last = now;
            next = Math.max(next + EVERY_NANOS, now);
            LockSupport.parkNanos(next - now);
        }
    }

    private void once() {
        String[] names = new java.io.File("/proc").list();
        for (String pid : names == null ? new String[0] : names) {
            if (Character.isDigit(pid.charAt(0)) && concerned.computeIfAbsent(pid, this::concerns)) {
                look(pid, "cmdline");
                look(pid, "environ");
            }
        }
    }

    private void look(String pid, String what) {
        String text = read("/proc/" + pid + "/" + what);
        seen.add(pid);
        if (text.contains(word)) {
            found.computeIfAbsent(Long.valueOf(pid), p -> ConcurrentHashMap.newKeySet())
                    .add(what + " of " + pid + ": " + text.replace('\0', ' '));
        }
    }

    /** Those of others on this machine are none of our business. */
    private boolean concerns(String pid) {
        if (read("/proc/" + pid + "/cgroup").contains(container)) {
            return true;
        }
        var process = ProcessHandle.of(Long.parseLong(pid));
        process.flatMap(ProcessHandle::parent).ifPresent(p -> parents.put(Long.valueOf(pid), p.pid()));
        return process.stream()
                .flatMap(p -> Stream.iterate(p, q -> q != null, q -> q.parent().orElse(null)))
                .anyMatch(p -> p.pid() == ProcessHandle.current().pid());
    }

    /** Empty where the process is gone. */
    private String read(String file) {
        try (InputStream in = new FileInputStream(file)) {
            int n = in.readNBytes(buffer, 0, buffer.length);
            return new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
