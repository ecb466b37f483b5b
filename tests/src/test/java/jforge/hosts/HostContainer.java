package jforge.hosts;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/** The container of one host: privileged, with an SSH port on 127.0.0.1 that stays the same when it restarts. */
final class HostContainer extends GenericContainer<HostContainer> {
    /** Marks what the tests of this source tree made, so that the next run finds what a killed one left. */
    static final String LABEL = "jforge.tests";

    private final List<Bind> shown = new ArrayList<>();
    private int port;

    HostContainer(String image, String name) {
        super(DockerImageName.parse(present(image)));
        withPrivilegedMode(true);
        withLabel(LABEL, sourceTree());
        withStartupCheckStrategy(new IsRunningStartupCheckStrategy());
        // the engine may refuse a port that another process took meanwhile: another one then
        withStartupAttempts(3);
        withCreateContainerCmdModifier(command -> publish(command.withHostName(name)));
    }

    HostContainer in(Network network, String name) {
        return withNetwork(network).withNetworkAliases(name);
    }

    /** Shows a folder of this machine, which has to be the engine's own, at the same place. */
    HostContainer showing(Path folder) {
        // not by withFileSystemBind, which fetches an image to try whether it can
        shown.add(new Bind(folder.toString(), new Volume(folder.toString()), AccessMode.ro));
        return this;
    }

    int port() {
        return port;
    }

    private void publish(CreateContainerCmd command) {
        port = freePort();
        var ssh = new PortBinding(Ports.Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(22));
        HostConfig config = command.getHostConfig();
        if (config == null) {
            throw new IllegalStateException("the container has no configuration yet");
        }
        config.withPortBindings(ssh).withBinds(shown);
    }

    /** Below the ports that the kernel gives to clients, so that none of them takes it during a restart. */
    private static int freePort() {
        for (int tries = 0; tries < 1000; tries++) {
            int candidate = ThreadLocalRandom.current().nextInt(20000, 30000);
            try (var socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no free port from 20000 to 29999");
    }

    private static String present(String image) {
        DockerClientFactory engine = DockerClientFactory.instance();
        if (!engine.isDockerAvailable()) {
            throw new IllegalStateException("no Docker engine answers: run tests/run, or tests/hosts/up as root");
        }
        try {
            engine.client().inspectImageCmd(image).exec();
        } catch (NotFoundException e) {
            throw new IllegalStateException("no image " + image + ": run tests/run, or tests/hosts/up as root", e);
        }
        return image;
    }

    static String sourceTree() {
        Path folder = Path.of("").toAbsolutePath();
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("tests/hosts/up"))) {
                return at.toString();
            }
        }
        return folder.toString();
    }
}
