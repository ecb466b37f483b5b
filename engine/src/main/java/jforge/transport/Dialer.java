package jforge.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.schmizz.keepalive.KeepAlive;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import org.jspecify.annotations.Nullable;

/** Connects to servers and logs in: directly, through jump hosts, or through a command. */
final class Dialer {
    private static final int HANDSHAKE_MILLIS = 30_000;
    /** A server that drops logins is busy, or reloads: it is asked once more, not at the same time as by all others. */
    private static final int LEAST_WAIT_MILLIS = 300;

    private static final int MOST_WAIT_MILLIS = 1_500;

    private final Duration patience;
    private final ScheduledExecutorService clock;
    private final Trust trust;
    private final Identities identities;
    private final Configs configs;
    private final @Nullable Supplier<char[]> password;
    private final Bastions bastions = new Bastions(this::dial);

    /** What a dialer is made of. */
    record Parts(
            Duration patience,
            ScheduledExecutorService clock,
            Configs configs,
            Trust trust,
            Identities identities,
            @Nullable Supplier<char[]> password) {}

    Dialer(Parts parts) {
        this.patience = parts.patience();
        this.clock = parts.clock();
        this.configs = parts.configs();
        this.trust = parts.trust();
        this.identities = parts.identities();
        this.password = parts.password();
    }

    /** @throws TransportException if the host can't be reached, isn't the one that is known, or lets nobody in */
    Link dial(Target target) throws IOException {
        HostKey hostKey = trust.in(target);
        Identities.Choice choice = identities.of(target);
        boolean bouncyCastle = hostKey.onlyEcdsa();
        boolean again = true;
        while (true) {
            try {
                return once(target, hostKey, choice, bouncyCastle);
            } catch (IOException e) {
                boolean noneInCommon = String.valueOf(e.getMessage()).contains("HostKeyAlgorithms");
                if (noneInCommon && !bouncyCastle) {
                    bouncyCastle = true;
                } else if (again && hostKey.problem() == null && dropped(e)) {
                    again = false;
                    pause();
                } else {
                    throw new Failure(target, hostKey.problem(), patience(target)).of(e);
                }
            }
        }
    }

    private Link once(Target target, HostKey hostKey, Identities.Choice choice, boolean bouncyCastle)
            throws IOException {
        Target via = target.access().way().via();
        Bastions.Lease hop = via == null ? null : hop(target, via);
        Configs.Offer offer = new Configs.Offer(
                bouncyCastle, hostKey.authorities(), target.access().hostKeys().algorithms());
        Link link = new Link(configs.of(offer), hop);
        try {
            link.getTransport().setTimeoutMs(HANDSHAKE_MILLIS);
            link.addHostKeyVerifier(hostKey);
            alive(link, target.access().way());
            open(link, target);
            link.letIn(new Login(target, link, choice, password).run());
            return link;
        } catch (IOException | RuntimeException e) {
            link.cut();
            throw e;
        }
    }

    private Bastions.Lease hop(Target target, Target via) throws IOException {
        try {
            Bastions.Lease lease = bastions.take(via);
            // that of opening a channel: nothing else goes over a hop's connection
            lease.client().getConnection().setTimeoutMs((int) patience(target).toMillis());
            return lease;
        } catch (TransportException e) {
            throw new TransportException(target.name() + ": its " + e.getMessage(), e);
        }
    }

    private void open(Link link, Target target) throws IOException {
        int millis = (int) patience(target).toMillis();
        String command = target.access().way().command();
        Target via = target.access().way().via();
        if (command == null && via == null) {
            link.setSocketFactory(new Sockets());
            link.setConnectTimeout(millis);
            // a host that is frozen takes the connection and never says a word
            link.setTimeout(millis);
            link.connect(target.address(), target.port());
            link.getSocket().setSoTimeout(0);
            return;
        }
        ProxyProcess process = command == null ? null : new ProxyProcess(command);
        // there is no socket whose reads could time out
        boolean[] late = {false};
        ScheduledFuture<?> watch = clock.schedule(
                () -> {
                    late[0] = true;
                    if (process != null) {
                        process.close();
                    }
                    link.cut();
                },
                millis,
                TimeUnit.MILLISECONDS);
        try {
            if (process == null) {
                link.tunnel(target);
            } else {
                link.setSocketFactory(new Sockets.Given(process));
                link.connect(target.address(), target.port());
            }
        } catch (IOException e) {
            if (late[0]) {
                SocketTimeoutException timeout = new SocketTimeoutException();
                timeout.initCause(e);
                throw timeout;
            }
            String said = process == null ? "" : process.said();
            throw said.isEmpty() ? e : new IOException("its ProxyCommand says: " + said, e);
        } finally {
            watch.cancel(false);
        }
    }

    private static void alive(SSHClient client, Access.Way way) {
        KeepAlive keepAlive = client.getConnection().getKeepAlive();
        if (way.alive() > 0 && keepAlive instanceof KeepAliveRunner runner) {
            runner.setKeepAliveInterval(way.alive());
            runner.setMaxAliveCount(Math.max(1, way.aliveCount()));
        }
    }

    private Duration patience(Target target) {
        Integer asked = target.access().way().patience();
        return asked == null ? patience : Duration.ofSeconds(asked);
    }

    /** Whether the server just hung up: what it says of itself, or of us, isn't said again. */
    private static boolean dropped(IOException e) {
        if (e instanceof TransportException) {
            return false;
        }
        for (Throwable why = e; why != null; why = why.getCause()) {
            boolean said = why instanceof SSHException ssh
                    && ssh.getDisconnectReason() != DisconnectReason.UNKNOWN
                    && ssh.getDisconnectReason() != DisconnectReason.CONNECTION_LOST;
            if (said || why instanceof SocketTimeoutException) {
                return false;
            }
            String message = String.valueOf(why.getMessage());
            boolean hungUp = why instanceof EOFException
                    || message.contains("Server closed connection during identification")
                    || message.contains("Broken transport")
                    || why instanceof SocketException && message.matches("(?i).*(reset|broken pipe|aborted).*");
            if (hungUp || why instanceof Dropped) {
                return true;
            }
        }
        return false;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(LEAST_WAIT_MILLIS, MOST_WAIT_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
