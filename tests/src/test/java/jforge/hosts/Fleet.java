package jforge.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Network;

/** Several hosts on one network of their own, named {@code h1}, {@code h2} and so on, which resolve each other's names. */
public final class Fleet implements AutoCloseable {
    private final Network network;
    private final List<TestHost> hosts;
    private final Path sshConfig;

    private Fleet(Network network, List<TestHost> hosts, Path sshConfig) {
        this.network = network;
        this.hosts = hosts;
        this.sshConfig = sshConfig;
    }

    /**
     * Starts fresh Debian hosts, all at once; up when this returns.
     *
     * @param count 1 to 64
     * @throws IllegalStateException if one of them doesn't come up
     */
    public static Fleet start(int count) {
        Network network = network();
        var starting = IntStream.rangeClosed(1, count)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> TestHost.start(TestHost.BOOKWORM, "h" + n, network), task -> new Thread(task).start()))
                .toList();
        var started = new ArrayList<TestHost>();
        try {
            for (var one : starting) {
                started.add(one.join());
            }
            return new Fleet(network, List.copyOf(started), config(started));
        } catch (CompletionException e) {
            starting.forEach(one -> one.handle((host, failure) -> host).thenAccept(Fleet::closeIfStarted));
            network.close();
            throw new IllegalStateException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        } catch (IOException e) {
            started.forEach(TestHost::close);
            network.close();
            throw new UncheckedIOException(e);
        }
    }

    /** In the order of their names. */
    public List<TestHost> hosts() {
        return hosts;
    }

    /** @param number from 1 */
    public TestHost host(int number) {
        return hosts.get(number - 1);
    }

    /** An OpenSSH configuration under which {@code ssh h1}, {@code ssh h2} ... reach the hosts as root. */
    public Path sshConfig() {
        return sshConfig;
    }

    @Override
    public void close() {
        hosts.parallelStream().forEach(TestHost::close);
        network.close();
        try {
            Files.deleteIfExists(sshConfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Network network() {
        return Network.builder()
                .createNetworkCmdModifier(
                        command -> command.withLabels(Map.of(HostContainer.LABEL, HostContainer.sourceTree()))
                                .withOptions(Map.of("com.docker.network.bridge.host_binding_ipv4", "127.0.0.1")))
                .build();
    }

    private static Path config(List<TestHost> hosts) throws IOException {
        var text = new StringBuilder();
        hosts.forEach(host -> text.append(host.sshEntry()));
        return Files.writeString(Files.createTempFile("jforge-fleet", ".ssh_config"), text);
    }

    private static void closeIfStarted(@Nullable TestHost host) {
        if (host != null) {
            host.close();
        }
    }
}
