package jforge.transport;

import java.io.IOException;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** Asks whether the server would take a key, before somebody is asked for a passphrase or a touch. */
final class KeyQuery extends AbstractAuthMethod {
    private final Identity key;
    private final KeyAlgorithm algorithm;
    private volatile boolean accepted;

    KeyQuery(Identity key, KeyAlgorithm algorithm) {
        super("publickey");
        this.key = key;
        this.algorithm = algorithm;
    }

    /** What the server said; the query itself ends as a login that failed. */
    boolean accepted() {
        return accepted;
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        try {
            return super.buildReq()
                    .putBoolean(false)
                    .putString(algorithm.login())
                    .putBytes(key.part().blob());
        } catch (UserAuthException e) {
            throw e;
        } catch (IOException e) {
            throw new UserAuthException(e.getMessage(), e);
        }
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException {
        accepted = message == Message.USERAUTH_60;
        // the signature is made on the thread that logs in, not on the connection's
        throw new UserAuthException(accepted ? "the key will do" : "an answer of no known kind: " + message);
    }
}
