package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import jforge.cli.InProcess.Ran;
import jforge.hosts.Counts;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files larger than memory, and sources that are not what they were. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargePayloadTest {
    private static final int MEGABYTES = Counts.of(150, 500);

    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "large");

    @BeforeEach
    void declare() {
        host.exec("rm -rf /srv/large && mkdir -p /srv/large && echo old >/srv/large/big");
        work.inventory("""
                resources:
                  - { on: h1, file: /srv/large/big, source: big.bin }
                  - { on: h1, file: /srv/large/behind, content: x, requires: [file /srv/large/big] }
                  - { on: h1, file: /srv/large/other, content: x }
                """);
    }

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    @Test
    void streamsMoreThanItsMemoryHolds() {
        String sha256 = source(MEGABYTES);
        try (SecondJvm jvm = SecondJvm.jforge(work.words("apply", "--yes"), Map.of(), "-Xmx128m")) {
            Ran apply = jvm.ended();
            assertEquals(0, apply.code(), apply::toString);
        }
        assertEquals(sha256, host.exec("sha256sum </srv/large/big").substring(0, 64));
        work.settled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other content", "shorter", "longer", "gone"})
    void aSourceThatChangedSinceThePlanFailsItsStepAlone(String how) {
        source(3);
        Path big = work.folder().resolve("big.bin");
        Ran failed = work.applyAfter(() -> change(big, how));
        assertEquals(5, failed.code(), failed::toString);
        assertTrue(
                failed.out().contains("big.bin is not what it was when the plan was made: plan again"),
                failed::toString);
        assertEquals("old", host.exec("cat /srv/large/big && [ ! -e /srv/large/behind ] && [ -e /srv/large/other ]"));
        work.clean();
    }

    @Test
    void aStreamCutShortLeavesTheTargetAsItWas() {
        source(MEGABYTES);
        var cutter =
                new Thread(() -> host.exec("timeout 40 sh -c 'until [ -s /srv/large/.big.jforge-new ]; do :; done';"
                        + " pkill -9 -f '^sshd: root@notty'"));
        cutter.start();
        Ran cut = work.apply();
        assertNotEquals(0, cut.code(), cut::toString);
        assertTrue(cut.out().contains("lost: 1 host"), cut::toString);
        Connections.awaitNoShell(host);
        assertEquals("old", host.exec("cat /srv/large/big"));
        Ran next = work.apply();
        assertEquals(0, next.code(), next::toString);
        work.settled();
    }

    private static void change(Path file, String how) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            switch (how) {
                case "shorter" -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
                case "longer" -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length + 1));
                case "gone" -> Files.delete(file);
                default -> {
                    bytes[bytes.length / 2] ^= 1;
                    Files.write(file, bytes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the digest, in hex. */
    private String source(int megabytes) {
        work.write("big.bin", "");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream out =
                    new DigestOutputStream(Files.newOutputStream(work.folder().resolve("big.bin")), digest)) {
                Random random = new Random(1);
                byte[] chunk = new byte[1 << 20];
                for (int i = 0; i < megabytes; i++) {
                    random.nextBytes(chunk);
                    out.write(chunk);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
