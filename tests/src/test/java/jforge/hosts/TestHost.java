package jforge.hosts;

import static java.nio.file.StandardOpenOption.APPEND;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jforge.transport.Target;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.Network;

/**
 * A real host: systemd, sshd, a package repository of its own. Users {@code root}, {@code jforge} (sudo without a
 * password) and {@code sudopw} (sudo asks for the password, {@code jforge}) take its client key.
 */
public final class TestHost implements AutoCloseable {
    /** Debian with systemd. */
    public static final String BOOKWORM = "jforge-host:bookworm";
    /** BusyBox for everything, no systemd, no apt. */
    public static final String BUSYBOX = "jforge-host:busybox";
    /** Debian with systemd, and dnf with rpms of its own in place of apt. */
    public static final String DNF = "jforge-host:dnf";

    private static @Nullable TestHost shared;
    private final AtomicInteger folders = new AtomicInteger();
    private final String name;
    private final HostContainer container;
    private final ClientKeys keys;

    private TestHost(String name, HostContainer container, ClientKeys keys) {
        this.name = name;
        this.container = container;
        this.keys = keys;
    }

    /** A fresh Debian host named {@code h1}; up when this returns. */
    public static TestHost start() {
        return start(BOOKWORM);
    }

    /**
     * A fresh host named {@code h1}; up when this returns.
     *
     * @param image {@link #BOOKWORM}, {@link #BUSYBOX} or {@link #DNF}
     * @throws IllegalStateException if no engine answers, the image is missing, or the host doesn't come up
     */
    public static TestHost start(String image) {
        return start(image, "h1", null);
    }

    /** A fresh Debian host of this name; up when this returns. */
    public static TestHost named(String name) {
        return start(BOOKWORM, name, null);
    }

    /** A fresh Debian host that sees folders of this machine at the same places, read-only. */
    public static TestHost showing(List<Path> folders) {
        var container = new HostContainer(BOOKWORM, "h1");
        folders.forEach(container::showing);
        return started(container, "h1");
    }

    static TestHost start(String image, String name, @Nullable Network network) {
        var container = new HostContainer(image, name);
        if (network != null) {
            container.in(network, name);
        }
        return started(container, name);
    }

    private static TestHost started(HostContainer container, String name) {
        container.start();
        try {
            var host = new TestHost(name, container, ClientKeys.create());
            host.awaitReady();
            host.introduce();
            return host;
        } catch (IOException | RuntimeException e) {
            container.stop();
            throw new IllegalStateException("host " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            container.stop();
            throw interrupted(e);
        }
    }

    /**
     * One Debian host for all cheap tests of a JVM, which nobody closes. A test works in a {@link #folder} of its own and
     * leaves the rest of it alone.
     */
    public static synchronized TestHost shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    /** A fresh empty folder on the host, absolute. */
    public String folder() {
        String folder = "/srv/test/" + folders.incrementAndGet();
        exec("mkdir -p " + folder);
        return folder;
    }

    public String name() {
        return name;
    }

    public String address() {
        return "127.0.0.1";
    }

    /** Of sshd, as seen from here; the same after a restart. */
    public int port() {
        return container.port();
    }

    /** The engine's id of the container. */
    public String id() {
        return container.getContainerId();
    }

    /** Where its other ports are reached. */
    public String ip() {
        return exec("hostname -I").strip();
    }

    /** As root. */
    public Target target() {
        return target("root", Target.Become.NO);
    }

    /** @param user root, jforge or sudopw */
    public Target target(String user, Target.Become become) {
        return new Target(
                name,
                Target.Kind.SSH,
                address(),
                port(),
                user,
                become,
                List.of(keys.identity().toString()),
                List.of(keys.knownHosts().toString()),
                null);
    }

    /** An OpenSSH configuration under which {@code ssh NAME} reaches this host as root. */
    public Path sshConfig() {
        return keys.config();
    }

    /** The client's private key. */
    public Path identity() {
        return keys.identity();
    }

    public Path knownHosts() {
        return keys.knownHosts();
    }

    /**
     * Runs a piece of shell as root, without jforge and without SSH.
     *
     * @return its standard output, without the last line end
     * @throws AssertionError with all its output if it fails
     */
    public String exec(String shell) {
        try {
            ExecResult result = container.execInContainer("sh", "-c", shell);
            if (result.getExitCode() != 0) {
                throw new AssertionError("on " + name + ": " + shell + "\nexit " + result.getExitCode() + "\n"
                        + result.getStdout() + result.getStderr());
            }
            String output = result.getStdout();
            return output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Shuts the host down and boots it again; up when this returns. */
    public void restart() {
        engine().restartContainerCmd(id()).withTimeout(20).exec();
        awaitReady();
    }

    /** Loses power: every process ends at once. */
    public void powerOff() {
        engine().killContainerCmd(id()).exec();
    }

    /** Boots after {@link #powerOff}; up when this returns. */
    public void powerOn() {
        engine().startContainerCmd(id()).exec();
        awaitReady();
    }

    /** Freezes every process; connections stay open and nothing answers. */
    public void pause() {
        engine().pauseContainerCmd(id()).exec();
    }

    public void unpause() {
        engine().unpauseContainerCmd(id()).exec();
    }

    @Override
    public void close() {
        container.stop();
        keys.delete();
    }

    private void awaitReady() {
        exec("/usr/local/sbin/host-ready");
    }

    private void introduce() throws IOException {
        exec("for at in root:/root jforge:/home/jforge sudopw:/home/sudopw; do d=${at#*:}/.ssh; mkdir -p $d; echo '"
                + keys.publicKey() + "' >>$d/authorized_keys; chmod 700 $d; chmod 600 $d/authorized_keys;"
                + " chown -R ${at%%:*} $d; done");
        String hostKey = exec("cut -d ' ' -f 1,2 /etc/ssh/ssh_host_ed25519_key.pub");
        Files.writeString(keys.knownHosts(), "[" + address() + "]:" + port() + " " + hostKey + "\n", APPEND);
        Files.writeString(keys.config(), sshEntry(), APPEND);
    }

    String sshEntry() {
        return """
               Host %s
                   HostName %s
                   Port %d
                   User root
                   IdentityFile %s
                   IdentitiesOnly yes
                   UserKnownHostsFile %s
                   StrictHostKeyChecking yes
               """.formatted(name, address(), port(), keys.identity(), keys.knownHosts());
    }

    private DockerClient engine() {
        return container.getDockerClient();
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }
}
