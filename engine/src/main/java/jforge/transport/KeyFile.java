package jforge.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.password.PasswordUtils;
import org.jspecify.annotations.Nullable;

/** A private key's text. */
record KeyFile(Path path, String text) {
    /** {@code openssh-key-v1} and a zero. */
    private static final int MAGIC = 15;

    static KeyFile read(Path path) throws IOException {
        return new KeyFile(path, Files.readString(path, StandardCharsets.ISO_8859_1));
    }

    /** Whether it is a private key at all; a public one may be named for the agent to know which is meant. */
    boolean isPrivate() {
        return text.contains("PRIVATE KEY");
    }

    boolean encrypted() {
        if (text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            return true;
        }
        return text.contains("BEGIN OPENSSH PRIVATE KEY") && !start().startsWith("openssh-key-v1\0\0\0\0\4none");
    }

    /**
     * Whether it takes BouncyCastle to read: ECDSA in any of the three forms (PKCS#8 by its object identifier of elliptic
     * curves), or encrypted in a form that doesn't say what it is.
     */
    boolean needsBouncyCastle() {
        return text.contains("BEGIN EC PRIVATE KEY")
                || text.contains("BEGIN ENCRYPTED PRIVATE KEY")
                || text.contains("Proc-Type: 4,ENCRYPTED")
                || text.contains("BEGIN OPENSSH PRIVATE KEY")
                        && (start().contains("ecdsa-sha2-") || start().contains("chacha20-poly1305"))
                || text.contains("BEGIN PRIVATE KEY") && start().contains("\u002a\u0086\u0048\u00ce\u003d\u0002\u0001");
    }

    /** The public half, as far as it can be known without a passphrase. */
    Optional<PublicPart> part(Config config) throws IOException {
        if (!isPrivate()) {
            return PublicPart.read(path);
        }
        if (text.contains("BEGIN OPENSSH PRIVATE KEY")) {
            Buffer.PlainBuffer in = new Buffer.PlainBuffer(start().getBytes(StandardCharsets.ISO_8859_1));
            in.readRawBytes(new byte[MAGIC]);
            in.readString();
            in.readString();
            in.readBytes();
            in.readUInt32();
            return Optional.of(PublicPart.of(in.readBytes()));
        }
        if (encrypted()) {
            return PublicPart.read(Path.of(path + ".pub"));
        }
        return Optional.of(part(load(config, null).getPublic()));
    }

    static PublicPart part(PublicKey key) throws IOException {
        return PublicPart.of(new Buffer.PlainBuffer().putPublicKey(key).getCompactData());
    }

    /**
     * @param passphrase wiped; null for none
     * @throws IOException if it is no private key that we can read, or the passphrase is another
     */
    KeyPair load(Config config, char @Nullable [] passphrase) throws IOException {
        try (SSHClient client = new SSHClient(config)) {
            KeyProvider key =
                    client.loadKeys(text, null, passphrase == null ? null : PasswordUtils.createOneOff(passphrase));
            return new KeyPair(key.getPublic(), key.getPrivate());
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
