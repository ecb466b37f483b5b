package jforge.transport;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** A login by a key that signs at once: to ask first whether the server would take the key costs a round trip. */
final class SignedLogin extends AbstractAuthMethod {
    private final Identity key;
    private final KeyAlgorithm algorithm;

    SignedLogin(Identity key, KeyAlgorithm algorithm) {
        super("publickey");
        this.key = key;
        this.algorithm = algorithm;
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        try {
            SSHPacket request = super.buildReq()
                    .putBoolean(true)
                    .putString(algorithm.login())
                    .putBytes(key.part().blob());
            byte[] signed = new Buffer.PlainBuffer()
                    .putString(params.getTransport().getSessionID())
                    .putBuffer(request)
                    .getCompactData();
            return request.putBytes(key.sign(algorithm.signature(), signed));
        } catch (UserAuthException e) {
            throw e;
        } catch (IOException e) {
            throw new UserAuthException(e.getMessage(), e);
        }
    }
}
