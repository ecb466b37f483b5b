package jforge.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.shell.ProcessShellFactory;

/**
 * An SSH server for the seconds of the training: on 127.0.0.1, for the one key that it makes itself and keeps in a
 * directory of this user's alone.
 */
final class TrainServer implements AutoCloseable {
    private final SshServer server;
    private final String config;

    /** @param directory takes the key, what is known of the server, and the client's configuration; for its owner only */
    TrainServer(Path directory) throws IOException, GeneralSecurityException {
        // the JDK's own algorithms: what else is there would only fill the archive
        System.setProperty("org.apache.sshd.security.registrars", "none");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Path key = directory.resolve("key");
        try (var out = Files.newOutputStream(key)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "", null, out);
        }
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(pair));
        server.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory()));
        server.setPublickeyAuthenticator((user, offered, session) -> KeyUtils.compareKeys(offered, pair.getPublic()));
        server.setCommandFactory((channel, command) ->
                new ProcessShellFactory(command, List.of("sh", "-c", command)).createShell(channel));
        server.start();
        StringWriter known = new StringWriter().append("[127.0.0.1]:" + server.getPort() + " ");
        PublicKeyEntry.appendPublicKeyEntry(known, pair.getPublic());
        try (var out = Files.newOutputStream(directory.resolve("key.pub"))) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePublicKey(pair.getPublic(), "", out);
        }
        Path knownHosts = Files.writeString(directory.resolve("known"), known + "\n");
        config = "Host *\n  Port " + server.getPort() + "\n  IdentityFile " + key + "\n  UserKnownHostsFile "
                + knownHosts + "\n";
    }

    /** The OpenSSH configuration that leads to it. */
    String config() {
        return config;
    }

    @Override
    public void close() throws IOException {
        server.close(true);
    }
}
