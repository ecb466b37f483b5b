package jforge.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An OpenSSH client configuration: {@code Host} and {@code Match} blocks, and files that are included. The first value
 * wins. What a host gets of it is an {@link SshSettings}.
 */
public final class SshConfig {
    private static final Path SYSTEM = Path.of("/etc/ssh/ssh_config");

    private final List<SshConfigFile.Setting> settings;

    private SshConfig(List<SshConfigFile.Setting> settings) {
        this.settings = List.copyOf(settings);
    }

    /** No file: nothing is said of any host. */
    public static SshConfig empty() {
        return new SshConfig(List.of());
    }

    /**
     * This file and no other, as {@code ssh -F} does.
     *
     * @throws IOException if it, or a file that it includes, can't be read
     */
    public static SshConfig read(Path file) throws IOException {
        return new SshConfig(SshConfigFile.read(file, ours()));
    }

    /**
     * {@code ~/.ssh/config}, then the system's; either may be missing.
     *
     * @throws IOException if one that is there, or a file that it includes, can't be read
     */
    public static SshConfig readUsual() throws IOException {
        List<SshConfigFile.Setting> all = new ArrayList<>();
        if (Files.isReadable(ours().resolve("config"))) {
            all.addAll(SshConfigFile.read(ours().resolve("config"), ours()));
        }
        if (Files.isReadable(SYSTEM)) {
            all.addAll(SshConfigFile.read(SYSTEM, Path.of("/etc/ssh")));
        }
        return new SshConfig(all);
    }

    private static Path ours() {
        return Path.of(System.getProperty("user.home"), ".ssh");
    }

    /**
     * What is said of one host.
     *
     * @param host the name as it was given, before {@code HostName} replaces it
     * @param user stronger than the configuration's, and seen by {@code Match}; null where none was given
     * @param port stronger than the configuration's
     * @throws IOException if a value makes no sense; the message says where it stands
     */
    public SshSettings of(String host, @Nullable String user, OptionalInt port) throws IOException {
        SshConfigPass first = new SshConfigPass(host, host, user, port, false);
        first.read(settings);
        if (!first.asksForFinal()) {
            return first.settings();
        }
        SshConfigPass last = new SshConfigPass(host, first.settings().hostName(), user, port, true);
        last.carry(first);
        last.read(settings);
        return last.settings();
    }
}
