package jforge.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A disposable host: its own mounts, network, processes and name, the machine's files copy-on-write. What changes inside
 * is kept in memory by one process, from {@link #up} until {@link #down} or the machine's next boot.
 *
 * @param name unique among the user's sandboxes: inventory and host, as in {@code quickstart.demo}
 * @param host the host's name, inside and in the inventory
 * @param directory its keys, and who holds it; mode 0700
 * @param pid of the process that holds it, as the machine counts
 * @param since when it was made
 */
public record Sandbox(String name, String host, Path directory, long pid, Instant since) {
    /** The name of the sandbox of a host in an inventory. */
    public static String name(String inventory, String host) {
        return (inventory + "." + host).replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[.-]+", "");
    }

    /**
     * Finds the sandbox of this host, or makes it.
     *
     * @throws SandboxException if this machine or this user can't have one
     */
    public static Sandbox up(String inventory, String host) throws IOException {
        Store store = Store.ofUser();
        String name = name(inventory, host);
        Path directory = store.root().resolve(name);
        Optional<Sandbox> running = find(directory);
        if (running.isPresent()) {
            return running.get();
        }
        return store.locked(() -> {
            Optional<Sandbox> meanwhile = find(directory);
            return meanwhile.isPresent() ? meanwhile.get() : create(directory, host);
        });
    }

    /**
     * Ends everything inside and removes all of it.
     *
     * @return whether there was one
     */
    public static boolean down(String name) throws IOException {
        Store store = Store.ofUser();
        Path directory = store.root().resolve(name);
        if (name.contains("/") || name.startsWith(".") || !Files.isDirectory(directory)) {
            return false;
        }
        return store.locked(() -> {
            remove(directory);
            return true;
        });
    }

    /** The user's sandboxes that run, by name. */
    public static List<Sandbox> list() throws IOException {
        List<Sandbox> found = new ArrayList<>();
        for (Path directory : Store.ofUser().directories()) {
            find(directory).ifPresent(found::add);
        }
        return found;
    }

    /** What its changed files take of the machine's memory, in bytes. */
    public long bytes() {
        File root = new File("/proc/" + pid + "/root");
        return root.getTotalSpace() - root.getFreeSpace();
    }

    /** Starts the SSH server that leads into it, in this process. */
    public Server serve() throws IOException {
        return Server.start(this);
    }

    private static Sandbox create(Path directory, String host) throws IOException {
        remove(directory); // a dead one, or one that was never finished
        Store.create(directory);
        try {
            Files.writeString(directory.resolve("host"), host);
            FutureTask<Boolean> keys = new FutureTask<>(() -> {
                Keys.generate(directory, directory.getFileName().toString());
                return true;
            });
            new Thread(keys, "sandbox-keys").start(); // takes as long as the namespaces
            try {
                Builder.start(directory, host);
            } finally {
                await(keys);
            }
            Files.createFile(directory.resolve("ready"));
            return find(directory).orElseThrow(() -> new SandboxException("the sandbox ended as soon as it was made"));
        } catch (IOException e) {
            remove(directory);
            throw e;
        }
    }

    private static void await(FutureTask<Boolean> work) throws IOException {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new SandboxException("no key for the sandbox: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("interrupted while the sandbox was made", e);
        }
    }

    private static Optional<Sandbox> find(Path directory) throws IOException {
        if (!Files.exists(directory.resolve("ready"))) {
            return Optional.empty();
        }
        Optional<Holder> holder = Holder.read(directory).filter(Holder::alive);
        if (holder.isEmpty()) {
            return Optional.empty();
        }
        Instant since = Files.getLastModifiedTime(directory.resolve("ready")).toInstant();
        String host = Files.readString(directory.resolve("host"));
        return Optional.of(new Sandbox(
                directory.getFileName().toString(),
                host,
                directory,
                holder.get().pid(),
                since));
    }

    private static void remove(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            Optional<Holder> holder = Holder.read(directory);
            if (holder.isPresent()) {
                holder.get().end();
            }
        }
        Store.delete(directory);
    }
}
