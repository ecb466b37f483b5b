package jforge.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;

/**
 * Why a host could not be reached, in words that say what to do.
 *
 * @param hostKey what is wrong with its key; null if nothing is
 * @param patience how long it had to answer
 */
record Failure(Target target, @Nullable String hostKey, Duration patience) {
    TransportException of(IOException e) {
        if (e instanceof TransportException said) {
            return said;
        }
        for (Throwable why = e; why != null; why = why.getCause()) {
            String reason = reason(why);
            if (reason != null) {
                return new TransportException(reason, e);
            }
        }
        if (e instanceof Dropped) {
            return new TransportException(
                    where() + " ended the connection before user " + target.user() + " was let in, twice: "
                            + e.getMessage() + "; its log says why (journalctl -u ssh, /var/log/auth.log)",
                    e);
        }
        if (e instanceof SSHException) {
            return new TransportException(
                    where() + " answers, but no SSH connection came about: "
                            + (e.getMessage() == null ? String.valueOf(e.getCause()) : e.getMessage())
                            + "; is that port an SSH server's, is it a current one, and is it not overloaded (MaxStartups)?",
                    e);
        }
        return new TransportException(where() + " could not be reached: " + e.getMessage(), e);
    }

    private String where() {
        return target.name() + ": " + target.address() + ":" + target.port();
    }

    private @Nullable String reason(Throwable e) {
        if (hostKey != null
                && e instanceof SSHException ssh
                && ssh.getDisconnectReason() == DisconnectReason.HOST_KEY_NOT_VERIFIABLE) {
            return hostKey;
        }
        if (e instanceof UnknownHostException) {
            return target.name() + ": there is no host named " + target.address()
                    + ": check its address in the inventory, or the name service";
        }
        if (e instanceof SocketTimeoutException || e instanceof TimeoutException) {
            return where() + " did not answer within " + patience.toSeconds()
                    + " s: is it up, and does a firewall let us through?";
        }
        if (e instanceof NoRouteToHostException) {
            return where() + " can't be reached: no route to it; is it up?";
        }
        if (e instanceof ConnectException) {
            return where() + " refused the connection: is sshd running there, and is the port right?";
        }
        Target via = target.access().way().via();
        if (e instanceof OpenFailException refused && via != null) {
            return where() + " can't be reached from its " + via.name() + ": "
                    + (refused.getReason() == OpenFailException.Reason.ADMINISTRATIVELY_PROHIBITED
                            ? "that host forbids it (AllowTcpForwarding, PermitOpen in its sshd_config)"
                            : refused.getMessage() + "; is the host up, and is its address right from there?");
        }
        return null;
    }
}
