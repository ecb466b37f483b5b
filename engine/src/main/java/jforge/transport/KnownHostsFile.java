package jforge.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** A known_hosts file that a new key is added to. */
record KnownHostsFile(Path path) {
    private static final int SALT = 20;

    /**
     * Adds a line, in one write under the file's lock, so that a run beside this one loses none.
     *
     * @param name {@code host}, or {@code [host]:port}
     * @param hashed whether the name is hidden
     * @throws IOException if it can't be written
     */
    void add(String name, boolean hashed, PublicPart key) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        String host = hashed ? hidden(name.toLowerCase(Locale.ROOT)) : name.toLowerCase(Locale.ROOT);
        String line = host + " " + key.type() + " " + Base64.getEncoder().encodeToString(key.blob()) + "\n";
        // the lock of a file keeps other processes out; of two threads of this one, the second is refused it
        synchronized (KnownHostsFile.class) {
            append(line);
        }
    }

    private void append(String line) throws IOException {
        try (FileChannel file = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            file.lock();
            long end = file.size();
            ByteBuffer text = StandardCharsets.US_ASCII.encode(endsWithoutLine(file, end) ? "\n" + line : line);
            while (text.hasRemaining()) {
                end += file.write(text, end);
            }
        }
    }

    private static boolean endsWithoutLine(FileChannel file, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return size > 0 && file.read(last, size - 1) == 1 && last.get(0) != '\n';
    }

    private static String hidden(String name) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder encoder = Base64.getEncoder();
        return "|1|" + encoder.encodeToString(salt) + "|" + encoder.encodeToString(KnownHosts.digest(salt, name));
    }
}
