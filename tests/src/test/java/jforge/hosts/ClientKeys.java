package jforge.hosts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What an SSH client needs for test hosts, in a folder of its own: a fresh key, known_hosts, a configuration.
 *
 * @param folder holds {@code id_ed25519}, {@code known_hosts} and {@code ssh_config}
 */
record ClientKeys(Path folder) {
    static ClientKeys create() throws IOException, InterruptedException {
        var keys = new ClientKeys(Files.createTempDirectory("jforge-hosts"));
        var command = new ProcessBuilder(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-C",
                "jforge-tests",
                "-f",
                keys.identity().toString());
        Process made = command.redirectErrorStream(true).start();
        String output = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IOException("ssh-keygen: " + output);
        }
        Files.writeString(keys.knownHosts(), "");
        Files.writeString(keys.config(), "");
        return keys;
    }

    Path identity() {
        return folder.resolve("id_ed25519");
    }

    Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    Path config() {
        return folder.resolve("ssh_config");
    }

    String publicKey() throws IOException {
        return Files.readString(folder.resolve("id_ed25519.pub")).strip();
    }

    void delete() {
        for (String name :
                new String[] {"id_ed25519", "id_ed25519.pub", "known_hosts", "known_hosts.old", "ssh_config", ""}) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException e) {
                // a test left a file of its own there: the system's temporary folder keeps it
                return;
            }
        }
    }
}
