package jforge.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the sandboxes of a user are written down, a directory each, mode 0700. One process at a time changes it. */
record Store(Path root) {
    /** Of the user that runs jforge: {@code ${XDG_STATE_HOME:-~/.local/state}/jforge/sandbox}. */
    static Store ofUser() {
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null || !state.startsWith("/")
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return new Store(base.resolve("jforge").resolve("sandbox"));
    }

    /** What is done while no other process touches the store. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Does the work under the lock; a store without a sandbox leaves no directory behind that was made for it. */
    <T> T locked(Work<T> work) throws IOException {
        synchronized (Store.class) {
            FileChannel lock = lock();
            try {
                return work.run();
            } finally {
                dropIfEmpty();
                lock.close();
            }
        }
    }

    /** The directories of all sandboxes, by name. */
    List<Path> directories() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    static void create(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure) throws IOException {
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private FileChannel lock() throws IOException {
        while (true) {
            Path made = firstMissing();
            create(root);
            if (made != null) {
                Files.writeString(root.resolve("made"), made.toString());
            }
            Path file = root.resolve("lock");
            FileChannel channel;
            try {
                channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            } catch (NoSuchFileException removedMeanwhile) {
                continue;
            }
            Object opened = key(file);
            channel.lock();
            // whoever held it before may have removed the file: then this lock keeps nobody out
            if (opened != null && opened.equals(key(file))) {
                return channel;
            }
            channel.close();
        }
    }

    private static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    private @Nullable Path firstMissing() {
        Path missing = null;
        for (Path at = root; at != null && !Files.exists(at); at = at.getParent()) {
            missing = at;
        }
        return missing;
    }

    private void dropIfEmpty() throws IOException {
        if (!directories().isEmpty()) {
            return;
        }
        Path note = root.resolve("made");
        Path made = Files.exists(note) ? Path.of(Files.readString(note)) : root;
        Files.deleteIfExists(note);
        Files.deleteIfExists(root.resolve("lock"));
        for (Path at = root; at != null && at.startsWith(made) && empty(at); at = at.getParent()) {
            Files.delete(at);
        }
    }

    private static boolean empty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }
}
