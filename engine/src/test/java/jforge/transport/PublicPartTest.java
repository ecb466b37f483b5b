package jforge.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPartTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void theKeyInACertificate(String type) throws Exception {
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file("ca"));
        run("ssh-keygen", "-q", "-t", type, "-N", "", "-f", file("key"));
        run("ssh-keygen", "-q", "-s", file("ca"), "-I", "me", "-n", "root", file("key.pub"));
        PublicPart key = PublicPart.read(dir.resolve("key.pub")).orElseThrow();
        PublicPart certificate = PublicPart.read(dir.resolve("key-cert.pub")).orElseThrow();
        assertTrue(certificate.certificate());
        assertTrue(certificate.plain().same(key));
        assertEquals(key.fingerprint(), certificate.fingerprint());
        assertTrue(run("ssh-keygen", "-l", "-f", file("key.pub")).contains(key.fingerprint()));
    }

    /** Keys on tokens: made up, since none is here. */
    @ParameterizedTest
    @CsvSource({
        "sk-ssh-ed25519@openssh.com, sk-ssh-ed25519-cert-v01@openssh.com, 2",
        "sk-ecdsa-sha2-nistp256@openssh.com, sk-ecdsa-sha2-nistp256-cert-v01@openssh.com, 3"
    })
    void theKeyOfATokenInACertificate(String type, String certificate, int fields) throws IOException {
        Buffer.PlainBuffer key = new Buffer.PlainBuffer().putString(type);
        Buffer.PlainBuffer signed =
                new Buffer.PlainBuffer().putString(certificate).putString("nonce");
        for (int i = 0; i < fields; i++) {
            key.putString("field" + i);
            signed.putString("field" + i);
        }
        signed.putUInt32(1).putString("the rest");
        PublicPart plain = PublicPart.of(signed.getCompactData()).plain();
        assertTrue(plain.same(PublicPart.of(key.getCompactData())));
        List<KeyAlgorithm> algorithms = KeyAlgorithm.of(PublicPart.of(signed.getCompactData()), null);
        assertEquals(List.of(new KeyAlgorithm(certificate, type)), algorithms);
        assertEquals(List.of(new KeyAlgorithm(type, type)), KeyAlgorithm.of(plain, null));
    }

    @Test
    void whatIsNone() {
        assertTrue(PublicPart.read(dir.resolve("missing")).isEmpty());
        assertTrue(PublicPart.read(dir).isEmpty());
    }

    private String file(String name) {
        return dir.resolve(name).toString();
    }

    private static String run(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
