package jforge.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;
import org.jspecify.annotations.Nullable;

/** Opens shells. One for a run, shared by all threads: files are read and algorithms are set up once. */
public final class Connector implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int HANDSHAKE_MILLIS = 30_000;

    private final SshShell.Shared shared;
    private final Duration patience;
    private final Map<String, List<KnownHosts.Line>> knownHosts = new ConcurrentHashMap<>();
    private final Map<String, KeyProvider> keys = new ConcurrentHashMap<>();
    private @Nullable Config plain;
    private @Nullable Config ecdsa;

    /** Half an hour of silence, and a sudo that doesn't ask. */
    public Connector() {
        this(Duration.ofMinutes(30), null);
    }

    /**
     * @param silence how long a script may print nothing before its host counts as lost
     * @param sudoPassword gives a copy, wiped after use; null if there is none, and sudo must not ask
     */
    public Connector(Duration silence, @Nullable Supplier<char[]> sudoPassword) {
        this(CONNECT, silence, sudoPassword);
    }

    /** @param patience how long a host may take to answer at all */
    Connector(Duration patience, Duration silence, @Nullable Supplier<char[]> sudoPassword) {
        this.patience = patience;
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "jforge-clock");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        this.shared = new SshShell.Shared(clock, silence, sudoPassword);
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
        HostKey hostKey = new HostKey(target, known(target));
        List<KeyFile> files = identities(target);
        boolean needed = hostKey.onlyEcdsa() || files.stream().anyMatch(KeyFile::ecdsa);
        try {
            return shell(target, hostKey, files, needed);
        } catch (SSHException e) {
            boolean noneInCommon = String.valueOf(e.getMessage()).contains("HostKeyAlgorithms");
            if (needed || !noneInCommon) {
                throw refused(target, hostKey, files, e);
            }
        } catch (IOException e) {
            throw unreachable(target, e);
        }
        try {
            return shell(target, hostKey, files, true);
        } catch (SSHException e) {
            throw refused(target, hostKey, files, e);
        } catch (IOException e) {
            throw unreachable(target, e);
        }
    }

    private Shell shell(Target target, HostKey hostKey, List<KeyFile> files, boolean withEcdsa) throws IOException {
        Config config = config(withEcdsa);
        List<AuthMethod> methods = new ArrayList<>();
        for (KeyFile file : files) {
            if (!file.encrypted()) {
                methods.add(new SignedLogin(key(target, file, config)));
            }
        }
        if (methods.isEmpty()) {
            throw new TransportException(target.name() + ": no private key to log in with: " + tried(files, target));
        }
        SSHClient client = new SSHClient(config);
        try {
            client.setSocketFactory(new Sockets());
            client.setConnectTimeout((int) patience.toMillis());
            client.getTransport().setTimeoutMs(HANDSHAKE_MILLIS);
            // a host that is frozen takes the connection and never says a word
            client.setTimeout((int) patience.toMillis());
            client.addHostKeyVerifier(hostKey);
            client.connect(target.address(), target.port());
            client.getSocket().setSoTimeout(0);
            Logins logins = new Logins(methods);
            client.auth(target.user(), logins);
            // a window that stays shut is the watch's to judge, not the library's
            client.getConnection().setTimeoutMs((int)
                    Math.min(Integer.MAX_VALUE, shared.silence().toMillis()));
            return new SshShell(target, client, logins.login(target.user()), shared);
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private synchronized Config config(boolean withEcdsa) {
        Config config = withEcdsa ? ecdsa : plain;
        if (config == null) {
            config = withEcdsa ? Algorithms.withEcdsa() : Algorithms.withoutEcdsa();
            ecdsa = withEcdsa ? config : ecdsa;
            plain = withEcdsa ? plain : config;
        }
        return config;
    }

    private KnownHosts known(Target target) throws IOException {
        List<KnownHosts.Line> lines = new ArrayList<>();
        for (String file : target.knownHosts()) {
            List<KnownHosts.Line> read = knownHosts.get(file);
            if (read == null) {
                try {
                    read = KnownHosts.read(Path.of(file));
                } catch (IOException e) {
                    throw new TransportException(target.name() + ": can't read " + file + ": " + e.getMessage(), e);
                }
                knownHosts.put(file, read);
            }
            lines.addAll(read);
        }
        return new KnownHosts(lines);
    }

    private static List<String> identityPaths(Target target) {
        String home = System.getProperty("user.home") + "/.ssh/";
        return target.identityFiles().isEmpty()
                ? Stream.of("id_ed25519", "id_ecdsa", "id_rsa")
                        .map(home::concat)
                        .toList()
                : target.identityFiles();
    }

    private static List<KeyFile> identities(Target target) throws IOException {
        List<KeyFile> files = new ArrayList<>();
        for (String path : identityPaths(target)) {
            try {
                if (Files.exists(Path.of(path))) {
                    files.add(KeyFile.read(Path.of(path)));
                }
            } catch (IOException e) {
                throw new TransportException(target.name() + ": can't read the key " + path + ": " + e.getMessage(), e);
            }
        }
        return files;
    }

    private KeyProvider key(Target target, KeyFile file, Config config) throws IOException {
        KeyProvider key = keys.get(file.path().toString());
        if (key == null) {
            try {
                key = file.load(config);
            } catch (IOException e) {
                throw new TransportException(target.name() + ": " + file.path() + ": " + e.getMessage(), e);
            }
            keys.put(file.path().toString(), key);
        }
        return key;
    }

    private static String tried(List<KeyFile> files, Target target) {
        List<String> said = new ArrayList<>();
        for (String path : identityPaths(target)) {
            KeyFile file = files.stream()
                    .filter(f -> f.path().equals(Path.of(path)))
                    .findFirst()
                    .orElse(null);
            said.add(
                    file == null
                            ? path + " (not there)"
                            : file.encrypted()
                                    ? path + " (has a passphrase, which isn't supported yet: use a key without one)"
                                    : path);
        }
        return String.join(", ", said);
    }

    private static TransportException refused(Target target, HostKey hostKey, List<KeyFile> files, SSHException e) {
        String problem = hostKey.problem();
        String where = target.name() + ": " + target.address() + ":" + target.port();
        if (problem != null && e.getDisconnectReason() == DisconnectReason.HOST_KEY_NOT_VERIFIABLE) {
            return new TransportException(problem, e);
        }
        if (e instanceof UserAuthException) {
            return new TransportException(
                    where + " does not let user " + target.user() + " in; tried the keys " + tried(files, target)
                            + "; add one's public part to the user's ~/.ssh/authorized_keys there, or name another key",
                    e);
        }
        return new TransportException(
                where + " answers, but no SSH connection came about: " + e.getMessage()
                        + "; is that port an SSH server's, and is it a current one?",
                e);
    }

    private IOException unreachable(Target target, IOException e) {
        String where = target.name() + ": " + target.address() + ":" + target.port();
        if (e instanceof TransportException) {
            return e;
        }
        if (e instanceof UnknownHostException) {
            return new TransportException(
                    target.name() + ": there is no host named " + target.address()
                            + ": check its address in the inventory, or the name service",
                    e);
        }
        if (e instanceof SocketTimeoutException) {
            return new TransportException(
                    where + " did not answer within " + patience.toSeconds()
                            + " s: is it up, and does a firewall let us through?",
                    e);
        }
        if (e instanceof NoRouteToHostException) {
            return new TransportException(where + " can't be reached: no route to it; is it up?", e);
        }
        if (e instanceof ConnectException) {
            return new TransportException(
                    where + " refused the connection: is sshd running there, and is the port right?", e);
        }
        return new TransportException(where + " could not be reached: " + e.getMessage(), e);
    }

    /** Ends what watches over shells; close the shells first. */
    @Override
    public void close() {
        shared.clock().shutdownNow();
    }
}
