package jforge.transport;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.security.PublicKey;
import java.util.Set;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SSHRuntimeException;
import org.jspecify.annotations.Nullable;

/** A certificate that a host shows. */
record HostCertificate(Certificate<?> certificate) {
    private static final long HOST = 2;
    /** SHA-1 proves nothing any more. */
    private static final Set<String> BROKEN = Set.of("ssh-rsa", "ssh-dss");

    PublicKey key() {
        return certificate.getKey();
    }

    /** The public key of who signed it. */
    byte[] authority() {
        return certificate.getSignatureKey();
    }

    /**
     * Why it isn't one for this host, if its authority is believed.
     *
     * @return null if it is
     */
    @Nullable String problem(String host) {
        if (certificate.getType() != HOST) {
            return "it is a user's certificate, not a host's";
        }
        if (!certificate.getCritOptions().isEmpty()) {
            return "it has critical options, which no host's has: "
                    + certificate.getCritOptions().keySet();
        }
        try {
            String signed = new Buffer.PlainBuffer(certificate.getSignature()).readString();
            if (BROKEN.contains(signed)) {
                return "it is signed by " + signed + ", which proves nothing";
            }
            byte[] raw = new Buffer.PlainBuffer().putPublicKey(certificate).getCompactData();
            return KeyType.CertUtils.verifyHostCertificate(raw, certificate, host);
        } catch (Buffer.BufferException | SSHRuntimeException e) {
            return "it can't be read: " + e.getMessage();
        }
    }
}
