package jforge.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import jforge.transport.Target;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/** The SSH server of one sandbox: on loopback, for one key, for commands alone. */
public final class Server implements AutoCloseable {
    private final SshServer server;
    private final Target target;

    private Server(SshServer server, Target target) {
        this.server = server;
        this.target = target;
    }

    static Server start(Sandbox sandbox) throws IOException {
        Path directory = sandbox.directory();
        List<String> enter = Holder.read(directory)
                .filter(Holder::alive)
                .orElseThrow(() -> new SandboxException("the sandbox " + sandbox.name() + " has ended"))
                .enter();
        KeyPair pair = Keys.read(directory);
        SshServer server = configure();
        server.setKeyPairProvider(KeyPairProvider.wrap(pair));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator((user, key, session) -> key.equals(pair.getPublic()));
        server.setCommandFactory((channel, command) -> new Exec(enter, command));
        server.setHost("127.0.0.1");
        server.start();
        Target target = new Target(
                sandbox.host(),
                Target.Kind.SANDBOX,
                "127.0.0.1",
                server.getPort(),
                "root",
                Target.Become.NO,
                List.of(directory.resolve(Keys.IDENTITY).toString()),
                List.of(directory.resolve(Keys.KNOWN_HOSTS).toString()),
                sandbox.name());
        return new Server(server, target);
    }

    /** The way to the sandbox, for as long as this server is open. */
    public Target target() {
        return target;
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only what the JDK itself has: a provider more costs a second of start-up. */
    private static SshServer configure() {
        SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE, true);
        SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.EDDSA, true);
        SshServer server = ServerBuilder.builder()
                .keyExchangeFactories(NamedFactory.setUpTransformedFactories(
                        true,
                        List.of(BuiltinDHFactories.curve25519, BuiltinDHFactories.ecdhp256),
                        ServerBuilder.DH2KEX))
                .cipherFactories(List.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm, BuiltinCiphers.aes128ctr))
                .macFactories(List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha256))
                .signatureFactories(List.of(BuiltinSignatures.rsaSHA512, BuiltinSignatures.rsaSHA256))
                .forwardingFilter(RejectAllForwardingFilter.INSTANCE)
                .build();
        server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        return server;
    }
}
