package jforge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jforge.inventory.Connection;
import jforge.inventory.Host;
import jforge.transport.SshConfig;
import jforge.transport.Target;
import org.jspecify.annotations.Nullable;

/** The way to a host: what the inventory says, then what the user's OpenSSH configuration says, then the usual. */
final class Targets {
    private final SshConfig config;
    private final String home = System.getProperty("user.home", "/");

    /** @param file the only configuration to read; null for {@code ~/.ssh/config} where there is one */
    Targets(@Nullable Path file) {
        Path usual = Path.of(home, ".ssh", "config");
        try {
            config = file != null
                    ? SshConfig.read(file)
                    : Files.isReadable(usual) ? SshConfig.read(usual) : SshConfig.empty();
        } catch (IOException e) {
            throw Trouble.usage("the SSH configuration " + (file == null ? usual : file) + " can't be read ("
                    + e.getMessage() + "): check the path given to --ssh-config, and what the file includes");
        }
    }

    Target of(Host host) {
        SshConfig.Entry entry = config.entry(host.address());
        String user = host.ssh().user() != null
                ? host.ssh().user()
                : entry.user().orElse(System.getProperty("user.name", "root"));
        List<String> identities = host.ssh().identities().isEmpty()
                ? entry.identityFiles()
                : texts(host.ssh().identities());
        String alias = host.ssh().keyAlias() != null
                ? host.ssh().keyAlias()
                : entry.hostKeyAlias().orElse(null);
        return new Target(
                host.name(),
                kind(host.connection()),
                entry.hostName().orElse(host.address()),
                host.ssh().port().orElse(entry.port().orElse(22)),
                user,
                Boolean.TRUE.equals(host.ssh().sudo()) ? Target.Become.SUDO : Target.Become.NO,
                identities,
                knownHosts(host, entry),
                alias);
    }

    private List<String> knownHosts(Host host, SshConfig.Entry entry) {
        if (!host.ssh().knownHosts().isEmpty()) {
            return texts(host.ssh().knownHosts());
        }
        List<String> user = entry.userKnownHostsFiles().isEmpty()
                ? List.of(home + "/.ssh/known_hosts")
                : entry.userKnownHostsFiles();
        List<String> global = entry.globalKnownHostsFiles().isEmpty()
                ? List.of("/etc/ssh/ssh_known_hosts")
                : entry.globalKnownHostsFiles();
        return java.util.stream.Stream.concat(user.stream(), global.stream())
                .filter(f -> Files.isReadable(Path.of(f)))
                .toList();
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
}
