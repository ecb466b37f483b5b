package jforge.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Signal;
import org.jspecify.annotations.Nullable;

/** A shell on a host that is reached by SSH: a channel of a connection, opened by the first script. */
final class SshShell implements Shell {
    /**
     * What shells of one run share.
     *
     * @param clock ends shells that hang
     * @param silence how long a script may print nothing before its host counts as lost
     * @param start how long a login may take until our command runs
     * @param password sudo's; null for a sudo that doesn't ask
     */
    record Shared(
            ScheduledExecutorService clock,
            Duration silence,
            Duration start,
            @Nullable Supplier<char[]> password) {}

    private static final int SECONDS_AFTER_EXIT = 2;

    private final Target target;
    private final SSHClient client;
    private final String login;
    private final Shared shared;
    private final String token = Token.draw();
    private final Tail errors = new Tail();
    /** What the login prints before our command runs. */
    private final Tail noise = new Tail();

    private volatile @Nullable Exchange exchange;
    private @Nullable ExecChannel channel;
    private volatile @Nullable Sudo sudo;
    private volatile long lastRead = System.nanoTime();
    private volatile boolean silent;
    private volatile boolean late;

    /**
     * @param client connected and authenticated; closed with the shell
     * @param login what {@code $LOGIN} is to be
     */
    SshShell(Target target, SSHClient client, String login, Shared shared) {
        this.target = target;
        this.client = client;
        this.login = login;
        this.shared = shared;
    }

    @Override
    public Result run(String script, FrameSink sink) throws IOException {
        lastRead = System.nanoTime();
        long every = Math.max(10, shared.silence().toMillis() / 4);
        ScheduledFuture<?> watch =
                shared.clock().scheduleWithFixedDelay(this::watch, every, every, TimeUnit.MILLISECONDS);
        try {
            errors.clear();
            Exchange open = exchange;
            boolean first = open == null;
            if (open == null) {
                open = open();
            }
            String whole = first ? "LOGIN='" + login.replace("'", "'\\''") + "'\n" + script : script;
            return new Result(open.run(whole, sink), errors.text());
        } catch (TransportException e) {
            close();
            throw e;
        } catch (IOException e) {
            throw ended(e);
        } finally {
            watch.cancel(false);
        }
    }

    private Exchange open() throws IOException {
        Supplier<char[]> password = shared.password();
        boolean become = target.become() == Target.Become.SUDO && !target.user().equals("root");
        Sudo asking = become && password != null ? new Sudo(password, this::close) : null;
        sudo = asking;
        shared.clock().schedule(this::given, shared.start().toMillis(), TimeUnit.MILLISECONDS);
        ExecChannel opened = new ExecChannel(client.getConnection(), this::heard, this::exited);
        channel = opened;
        opened.open();
        opened.start(asking != null ? asking.command() : become ? Loader.sudo() : Loader.command());
        InputStream in = new FilterInputStream(opened.getInputStream()) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int n = super.read(bytes, offset, length);
                lastRead = System.nanoTime();
                if (n > 0 && !started()) {
                    noise.add(Arrays.copyOfRange(bytes, offset, offset + n), n);
                }
                return n;
            }
        };
        if (asking != null) {
            asking.start(in, opened.getOutputStream());
        }
        Exchange open = new Exchange(in, opened.getOutputStream(), token, this::close);
        exchange = open;
        return open;
    }

    private void heard(byte[] bytes, int length) {
        lastRead = System.nanoTime();
        errors.add(bytes, length);
        Sudo asking = sudo;
        if (asking != null) {
            asking.heard(bytes, length);
        }
    }

    /** The shell is gone; what it printed may still arrive, but a child that holds its output must not keep us. */
    private void exited() {
        ExecChannel opened = channel;
        if (opened != null && !shared.clock().isShutdown()) {
            shared.clock().schedule(opened::endOutput, SECONDS_AFTER_EXIT, TimeUnit.SECONDS);
        }
    }

    private boolean started() {
        Exchange open = exchange;
        return open != null && open.started();
    }

    /** The time is over in which our command has to run. */
    private void given() {
        if (!started()) {
            late = true;
            close();
        }
    }

    private void watch() {
        if (System.nanoTime() - lastRead > shared.silence().toNanos()) {
            silent = true;
            close();
        }
    }

    private TransportException ended(IOException e) {
        ExecChannel opened = channel;
        if (opened != null && client.isConnected()) {
            try {
                opened.join(SECONDS_AFTER_EXIT, TimeUnit.SECONDS);
            } catch (IOException unclosed) {
                // one failure may end both
                if (unclosed != e) {
                    e.addSuppressed(unclosed);
                }
            }
        }
        boolean ranNothing = !started() && (late || client.getTransport().isRunning());
        close();
        Sudo asking = sudo;
        boolean wrong = asking != null && asking.wrongPassword();
        String refused = wrong
                ? "sudo refused the password of " + target.user()
                : target.become() == Target.Become.SUDO ? Sudo.refusal(target.user(), errors.text()) : null;
        if (refused != null) {
            return new TransportException(target.name() + ": " + refused, e);
        }
        if (silent) {
            return new TransportException(
                    target.name() + ": nothing was heard for "
                            + shared.silence().toSeconds()
                            + " s while a script ran: the connection was given up; plan again to see what is owed",
                    e);
        }
        if (ranNothing) {
            Integer unstarted = opened == null ? null : opened.getExitStatus();
            return new Unstarted(target.user(), late, unstarted, errors.text(), noise.text()).in(target.name(), e);
        }
        Signal signal = opened == null ? null : opened.getExitSignal();
        Integer status = opened == null ? null : opened.getExitStatus();
        return new Ended(status, signal == null ? null : signal.name(), errors.text()).in(target.name(), e);
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public void stop() throws IOException {
        SshShell second = new SshShell(target, client, login, shared);
        second.lastRead = System.nanoTime();
        try {
            second.open().run(Stop.script(token), Stop.NOTHING);
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            throw new TransportException(
                    target.name() + ": the running script can't be asked to stop: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            client.disconnect();
        } catch (IOException e) {
            // it is gone already
        }
    }
}
