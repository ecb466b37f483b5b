package jforge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jforge.inventory.Connection;
import jforge.inventory.Host;
import jforge.inventory.Ssh;
import jforge.transport.Access;
import jforge.transport.SshConfig;
import jforge.transport.SshSettings;
import jforge.transport.Target;
import org.jspecify.annotations.Nullable;

/** The way to a host: what the inventory says, then what OpenSSH's configuration says, then the usual. */
final class Targets {
    private static final int ALIVE_COUNT = 3;

    private final SshConfig config;
    private final Map<String, String> environment;
    private final String home = System.getProperty("user.home", "/");
    private final Set<String> warnings = new LinkedHashSet<>();

    /** @param file the only configuration to read; null for the user's and the system's */
    Targets(@Nullable Path file, Map<String, String> environment) {
        this.environment = environment;
        try {
            config = file != null ? SshConfig.read(file) : SshConfig.readUsual();
        } catch (IOException e) {
            throw Trouble.usage("the SSH configuration " + (file == null ? "~/.ssh/config" : file) + " can't be read ("
                    + e.getMessage() + "): check the path given to --ssh-config, and what the file includes");
        }
    }

    /** What of the configuration is missed although it bears on whether these hosts are reached. */
    Set<String> warnings() {
        return warnings;
    }

    Target of(Host host) {
        Ssh ssh = host.ssh();
        if (host.connection() != Connection.SSH) {
            return target(host, SshConfig.empty(), null, null);
        }
        try {
            SshSettings settings = config.of(host.address(), ssh.user(), ssh.port());
            boolean ours = ssh.jump() != null;
            String jumps = ours ? ssh.jump() : settings.proxyJump().orElse(null);
            Target via = jumps == null || jumps.equalsIgnoreCase("none") ? null : via(jumps, List.of(host.name()));
            return target(
                    host, config, via, ours ? null : settings.proxyCommand().orElse(null));
        } catch (IOException | IllegalArgumentException e) {
            throw Trouble.usage("the SSH configuration of " + host.name() + " can't be used: " + e.getMessage());
        }
    }

    private Target target(Host host, SshConfig from, @Nullable Target via, @Nullable String command) {
        Ssh ssh = host.ssh();
        try {
            SshSettings settings = from.of(host.address(), ssh.user(), ssh.port());
            warnings.addAll(settings.warnings());
            return new Target(
                    host.name(),
                    kind(host.connection()),
                    settings.hostName(),
                    settings.port().orElse(22),
                    settings.user().orElse(me()),
                    Boolean.TRUE.equals(ssh.sudo()) ? Target.Become.SUDO : Target.Become.NO,
                    ssh.identities().isEmpty() ? settings.identityFiles() : texts(ssh.identities()),
                    ssh.knownHosts().isEmpty() ? knownHosts(settings) : texts(ssh.knownHosts()),
                    ssh.keyAlias() != null
                            ? ssh.keyAlias()
                            : settings.hostKeyAlias().orElse(null),
                    access(settings, ssh.acceptNew(), via, command));
        } catch (IOException e) {
            throw Trouble.usage("the SSH configuration of " + host.name() + " can't be used: " + e.getMessage());
        }
    }

    /**
     * The last of the hops, each reached by the one before; the first by the way of its own.
     *
     * @param before the names that led here
     */
    private @Nullable Target via(String jumps, List<String> before) throws IOException {
        Target via = null;
        List<String> names = before;
        for (String text : jumps.split(",")) {
            Hop hop = Hop.of(text.strip());
            SshSettings settings = config.of(hop.host(), hop.user(), hop.port());
            String name = settings.user().orElse(me()) + "@" + settings.hostName() + ":"
                    + settings.port().orElse(22);
            if (names.contains(name)) {
                throw new IOException("its jump hosts go round in a circle: " + String.join(", ", names) + ", " + name);
            }
            names = Stream.concat(names.stream(), Stream.of(name)).toList();
            boolean first = via == null;
            Optional<String> own = first ? settings.proxyJump() : Optional.empty();
            Target previous = own.isPresent() ? via(own.get(), names) : via;
            via = hop(hop, settings, previous, first ? settings.proxyCommand().orElse(null) : null);
        }
        return via;
    }

    private Target hop(Hop hop, SshSettings settings, @Nullable Target via, @Nullable String command)
            throws IOException {
        warnings.addAll(settings.warnings());
        return new Target(
                "jump host " + hop.host(),
                Target.Kind.SSH,
                settings.hostName(),
                settings.port().orElse(22),
                settings.user().orElse(me()),
                Target.Become.NO,
                settings.identityFiles(),
                knownHosts(settings),
                settings.hostKeyAlias().orElse(null),
                access(settings, null, via, command));
    }

    private Access access(
            SshSettings settings, @Nullable Boolean acceptNew, @Nullable Target via, @Nullable String command)
            throws IOException {
        String strict = settings.strictHostKeyChecking().orElse("ask");
        return new Access(
                new Access.Way(
                        via,
                        command,
                        settings.connectTimeout().map(Targets::seconds).orElse(null),
                        settings.serverAliveInterval().map(Targets::seconds).orElse(0),
                        settings.serverAliveCountMax().orElse(ALIVE_COUNT)),
                new Access.HostKeys(
                        // "no" would believe a key that has changed as well: that is never done
                        acceptNew != null ? acceptNew : strict.equals("accept-new") || strict.equals("no"),
                        settings.hashKnownHosts(),
                        settings.revokedHostKeys().orElse(null),
                        settings.hostKeyAlgorithms().orElse(null)),
                new Access.Login(
                        agent(settings),
                        settings.identitiesOnly(),
                        settings.certificateFiles(),
                        settings.pubkeyAcceptedAlgorithms().orElse(null),
                        settings.pubkeyAuthentication(),
                        settings.passwordAuthentication() || settings.kbdInteractiveAuthentication()));
    }

    private @Nullable String agent(SshSettings settings) {
        String socket = settings.identityAgent().orElse(environment.getOrDefault("SSH_AUTH_SOCK", "none"));
        return socket.isEmpty() || socket.equals("none") ? null : socket;
    }

    private List<String> knownHosts(SshSettings settings) {
        List<String> user = settings.userKnownHostsFiles().isEmpty()
                ? List.of(home + "/.ssh/known_hosts", home + "/.ssh/known_hosts2")
                : settings.userKnownHostsFiles();
        List<String> global = settings.globalKnownHostsFiles().isEmpty()
                ? List.of("/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2")
                : settings.globalKnownHostsFiles();
        // the first may have to be made
        return Stream.concat(user.stream(), global.stream())
                .filter(f -> !f.equals("none") && (f.equals(user.get(0)) || Files.isReadable(Path.of(f))))
                .toList();
    }

    private static String me() {
        return System.getProperty("user.name", "root");
    }

    private static Target.Kind kind(Connection connection) {
        return switch (connection) {
            case SSH -> Target.Kind.SSH;
            case LOCAL -> Target.Kind.LOCAL;
            case SANDBOX -> Target.Kind.SANDBOX;
        };
    }

    private static List<String> texts(List<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }

    private static int seconds(Duration time) {
        return (int) time.toSeconds();
    }
}
