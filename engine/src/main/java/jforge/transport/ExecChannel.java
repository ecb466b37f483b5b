package jforge.transport;

import java.util.function.ObjIntConsumer;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.transport.TransportException;

/**
 * A session channel that starts a command without waiting for the answer, a round trip less, and whose standard error
 * never fills the window: it is taken on the connection's reader thread, so that it needs no thread of its own.
 */
final class ExecChannel extends SessionChannel {
    private final ObjIntConsumer<byte[]> errors;
    private final Runnable exited;
    private final byte[] bytes = new byte[32 * 1024];

    /**
     * @param errors told of each piece of standard error
     * @param exited told that the command has ended; what it printed may still be on its way, or its children print on
     */
    ExecChannel(Connection connection, ObjIntConsumer<byte[]> errors, Runnable exited) {
        super(connection);
        this.errors = errors;
        this.exited = exited;
    }

    void start(String command) throws TransportException {
        sendChannelRequest("exec", false, new Buffer.PlainBuffer().putString(command, getRemoteCharset()));
    }

    /** Ends standard output, though a child of the command may hold it open. */
    void endOutput() {
        eofInputStreams();
    }

    @Override
    protected void gotExtendedData(SSHPacket packet) throws SSHException {
        super.gotExtendedData(packet);
        try {
            while (getErrorStream().available() > 0) {
                int n = getErrorStream().read(bytes);
                errors.accept(bytes, n);
            }
        } catch (SSHException e) {
            throw e;
        } catch (java.io.IOException e) {
            throw new SSHException(e);
        }
    }

    @Override
    public void handleRequest(String request, SSHPacket packet) throws ConnectionException, TransportException {
        super.handleRequest(request, packet);
        if (request.equals("exit-status") || request.equals("exit-signal")) {
            exited.run();
        }
    }
}
