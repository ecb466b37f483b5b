package jforge.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsFileTest {
    private static final int HOSTS = 64;

    /** A fleet's first run believes many hosts at a time. */
    @Test
    void manyThreadsAddToOneFile(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("known_hosts");
        PublicPart key = new PublicPart("ssh-ed25519", new byte[51]);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<?>> added = new ArrayList<>();
            for (int i = 0; i < HOSTS; i++) {
                String name = "host" + i;
                added.add(threads.submit(() -> {
                    new KnownHostsFile(path).add(name, false, key);
                    return name;
                }));
            }
            for (Future<?> one : added) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(HOSTS, Files.readAllLines(path).stream().distinct().count());
    }
}
