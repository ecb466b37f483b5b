package jforge.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.keyprovider.KeyPairWrapper;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;

/** A private key's text. */
record KeyFile(Path path, String text) {
    static KeyFile read(Path path) throws IOException {
        return new KeyFile(path, Files.readString(path, StandardCharsets.ISO_8859_1));
    }

    boolean encrypted() {
        if (text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            return true;
        }
        // openssh-key-v1: magic (15 bytes), then the cipher's name with its length
        return text.contains("BEGIN OPENSSH PRIVATE KEY") && !start().startsWith("openssh-key-v1\0\0\0\0\4none");
    }

    /** ECDSA in any of the three forms; PKCS#8 by its object identifier of elliptic curves. */
    boolean ecdsa() {
        return text.contains("BEGIN EC PRIVATE KEY")
                || text.contains("BEGIN OPENSSH PRIVATE KEY") && start().contains("ecdsa-sha2-")
                || text.contains("BEGIN PRIVATE KEY") && start().contains("\u002a\u0086\u0048\u00ce\u003d\u0002\u0001");
    }

    /** @throws IOException if it is no private key that we can read */
    KeyProvider load(Config config) throws IOException {
        try (SSHClient client = new SSHClient(config)) {
            KeyProvider key = client.loadKeys(path.toString());
            return new KeyPairWrapper(key.getPublic(), key.getPrivate());
        } catch (RuntimeException e) {
            throw new IOException("not a private key of a kind that is supported: " + e.getMessage(), e);
        }
    }

    private String start() {
        String base64 = text.replaceAll("(?s).*?-----BEGIN[^-]*-----|-----END.*|\\s", "");
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
