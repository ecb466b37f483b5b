package jforge.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Opens shells. One for a run, shared by all threads: files are read and algorithms are set up once. */
public final class Connector implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** A login runs profiles, asks directories for the user, and mounts homes: it gets longer than an answer. */
    private static final int STARTS = 6;

    private final SshShell.Shared shared;
    private final Dialer dialer;

    /** Half an hour of silence, a sudo that doesn't ask, and nobody to ask for anything. */
    public Connector() {
        this(Duration.ofMinutes(30), Passwords.NONE, Operator.NONE);
    }

    /**
     * @param silence how long a script may print nothing before its host counts as lost
     * @param operator asked for passphrases
     */
    public Connector(Duration silence, Passwords passwords, Operator operator) {
        this(CONNECT, silence, passwords, operator);
    }

    /** @param patience how long a host may take to answer at all, unless it has its own */
    Connector(Duration patience, Duration silence, Passwords passwords, Operator operator) {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "jforge-clock");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        this.shared = new SshShell.Shared(clock, silence, patience.multipliedBy(STARTS), passwords.sudo());
        Configs configs = new Configs();
        this.dialer = new Dialer(new Dialer.Parts(
                patience, clock, configs, new Trust(operator), new Identities(configs, operator), passwords.login()));
    }

    /**
     * Connects and logs in.
     *
     * @throws TransportException if the host can't be reached, isn't the one that known_hosts knows, or lets nobody in
     */
    public Shell connect(Target target) throws IOException {
        if (target.kind() == Target.Kind.LOCAL) {
            return LocalShell.open(target, shared.password());
        }
        Link client = dialer.dial(target);
        // a window that stays shut is the watch's to judge, not the library's
        client.getConnection()
                .setTimeoutMs((int) Math.min(Integer.MAX_VALUE, shared.silence().toMillis()));
        return new SshShell(target, client, client.login(), shared);
    }

    /** Ends what watches over shells; close the shells first. */
    @Override
    public void close() {
        shared.clock().shutdownNow();
    }
}
