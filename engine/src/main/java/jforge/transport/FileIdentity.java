package jforge.transport;

import com.hierynomus.sshj.signature.SignatureEdDSA;
import java.io.IOException;
import java.security.PrivateKey;
import java.util.Map;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.signature.SignatureECDSA;
import net.schmizz.sshj.signature.SignatureRSA;
import org.jspecify.annotations.Nullable;

/** A private key in a file. */
final class FileIdentity implements Identity {
    private static final Map<String, Factory<Signature>> SIGNATURES = Map.of(
            "ssh-ed25519", new SignatureEdDSA.Factory(),
            "rsa-sha2-512", new SignatureRSA.FactoryRSASHA512(),
            "rsa-sha2-256", new SignatureRSA.FactoryRSASHA256(),
            "ecdsa-sha2-nistp256", new SignatureECDSA.Factory256(),
            "ecdsa-sha2-nistp384", new SignatureECDSA.Factory384(),
            "ecdsa-sha2-nistp521", new SignatureECDSA.Factory521());

    private final KeyFile file;
    private final @Nullable PublicPart part;
    private final PrivateKeys keys;

    /** @param part null where it takes the passphrase to know it */
    FileIdentity(KeyFile file, @Nullable PublicPart part, PrivateKeys keys) {
        this.file = file;
        this.part = part;
        this.keys = keys;
    }

    @Override
    public PublicPart part() throws IOException {
        return part != null ? part : KeyFile.part(keys.of(file).getPublic());
    }

    @Override
    public String said() {
        return file.path() + (part == null ? "" : " (" + part.fingerprint() + ")");
    }

    @Override
    public boolean asks() {
        return part != null && keys.locked(file);
    }

    @Override
    public byte[] sign(String algorithm, byte[] data) throws IOException {
        Factory<Signature> factory = SIGNATURES.get(algorithm);
        if (factory == null) {
            throw new IOException("can sign through an agent alone: ssh-add " + file.path());
        }
        PrivateKey key = keys.of(file).getPrivate();
        try {
            Signature signature = factory.create();
            signature.initSign(key);
            signature.update(data);
            byte[] made = signature.encode(signature.sign());
            return new Buffer.PlainBuffer()
                    .putString(signature.getSignatureName())
                    .putString(made)
                    .getCompactData();
        } catch (SSHRuntimeException e) {
            throw new IOException("can't sign: " + e.getMessage(), e);
        }
    }
}
