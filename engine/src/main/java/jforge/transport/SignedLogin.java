package jforge.transport;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.KeyedAuthMethod;

/** A login by a key that signs at once: to ask first whether the server would take the key costs a round trip. */
final class SignedLogin extends KeyedAuthMethod implements KeyLogin {
    private final KeyProvider key;

    SignedLogin(KeyProvider key) {
        super("publickey", key);
        this.key = key;
    }

    /** A certificate is let in by its authority's key, which isn't known here. */
    @Override
    public String publicKey() {
        try {
            PublicKey known = key.getPublic();
            if (known instanceof Certificate<?>) {
                return "";
            }
            byte[] blob = new Buffer.PlainBuffer().putPublicKey(known).getCompactData();
            return KeyType.fromKey(known) + " " + Base64.getEncoder().encodeToString(blob);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return putSig(putPubKey(super.buildReq().putBoolean(true)));
    }
}
