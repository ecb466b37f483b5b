package jforge.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/**
 * A public key, or a certificate of one, as it goes over the wire.
 *
 * @param type such as {@code ssh-ed25519}, or {@code ssh-ed25519-cert-v01@openssh.com}
 */
record PublicPart(String type, byte[] blob) {
    private static final String CERTIFICATE = "-cert-v01@openssh.com";

    /** How many fields of a type are the key. */
    private static final Map<String, Integer> FIELDS = Map.of(
            "ssh-ed25519", 1,
            "ssh-rsa", 2,
            "ecdsa-sha2-nistp256", 2,
            "ecdsa-sha2-nistp384", 2,
            "ecdsa-sha2-nistp521", 2,
            "sk-ssh-ed25519@openssh.com", 2,
            "sk-ecdsa-sha2-nistp256@openssh.com", 3);

    /** @throws IOException if there is no key in it */
    static PublicPart of(byte[] blob) throws IOException {
        return new PublicPart(new Buffer.PlainBuffer(blob).readString(), blob);
    }

    /** Of a {@code .pub} file; empty if it isn't there or isn't one. */
    static Optional<PublicPart> read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            String[] words =
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip().split("[ \t]+");
            return words.length < 2
                    ? Optional.empty()
                    : Optional.of(of(Base64.getDecoder().decode(words[1])));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean certificate() {
        return type.endsWith(CERTIFICATE);
    }

    /** The type of the key itself. */
    String keyType() {
        if (!certificate()) {
            return type;
        }
        String key = type.substring(0, type.length() - CERTIFICATE.length());
        return key.startsWith("sk-") ? key + "@openssh.com" : key;
    }

    /** The key that a certificate is of; itself if it is none, or of a type that isn't known. */
    PublicPart plain() {
        Integer fields = FIELDS.get(keyType());
        if (!certificate() || fields == null) {
            return this;
        }
        try {
            Buffer.PlainBuffer in = new Buffer.PlainBuffer(blob);
            in.readString();
            in.readBytes();
            Buffer.PlainBuffer out = new Buffer.PlainBuffer();
            out.putString(keyType());
            for (int i = 0; i < fields; i++) {
                out.putBytes(in.readBytes());
            }
            return new PublicPart(keyType(), out.getCompactData());
        } catch (Buffer.BufferException e) {
            return this;
        }
    }

    boolean same(PublicPart other) {
        return Arrays.equals(blob, other.blob);
    }

    /** As {@code ssh-keygen -l} says it, of the key itself. */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain().blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
