package jforge.transport;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import jforge.transport.Bastions.Lease;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import org.jspecify.annotations.Nullable;

/** A client of a server that is reached directly, or through another; it gives its hop back when it ends. */
final class Link extends SSHClient {
    private final @Nullable Lease hop;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable DirectConnection tunnel;
    private volatile String login = "";

    Link(Config config, @Nullable Lease hop) {
        super(config);
        this.hop = hop;
    }

    /** @param by what {@link Shell} says of {@code $LOGIN} */
    void letIn(String by) {
        login = by;
    }

    String login() {
        return login;
    }

    /** Through the hop. */
    void tunnel(Target target) throws IOException {
        if (hop == null) {
            throw new IllegalStateException("no hop");
        }
        DirectConnection opened = hop.client().newDirectConnection(target.address(), target.port());
        tunnel = opened;
        connectVia(opened);
    }

    /** From any thread: what waits on the connection fails. */
    void cut() {
        try {
            disconnect();
        } catch (IOException e) {
            // it is gone already
        }
    }

    @Override
    public void disconnect() throws IOException {
        try {
            super.disconnect();
        } finally {
            if (ended.compareAndSet(false, true) && hop != null) {
                DirectConnection opened = tunnel;
                if (opened != null && hop.client().getTransport().isRunning()) {
                    opened.close();
                }
                hop.release().run();
            }
        }
    }
}
