package jforge.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.EnumSet;
import java.util.Set;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/**
 * A sandbox's two keys, drawn for it alone and kept in its directory. RSA, since both sides have it from the JDK: another
 * kind would load a provider first, which costs more than all the rest of a connection.
 *
 * @param host the server's
 * @param client the only one that may log in
 */
record Keys(KeyPair host, PublicKey client) {
    static final String IDENTITY = "identity";
    static final String KNOWN_HOSTS = "known_hosts";
    private static final String HOST = "host-key";
    private static final String CLIENT = "client-key";
    private static final int BITS = 2048;

    /** Draws both and writes them into the directory, with the identity and known_hosts files of a client. */
    static void generate(Path directory, String alias) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair host = generator.generateKeyPair();
            KeyPair client = generator.generateKeyPair();
            write(directory.resolve(HOST), host.getPrivate().getEncoded());
            write(directory.resolve(CLIENT), client.getPublic().getEncoded());
            String line = alias + " " + PublicKeyEntry.toString(host.getPublic()) + "\n";
            Files.writeString(directory.resolve(KNOWN_HOSTS), line);
            try (OutputStream out = secret(directory.resolve(IDENTITY))) {
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(client, alias, null, out);
            }
        } catch (GeneralSecurityException e) {
            throw new SandboxException("this Java makes no RSA keys: " + e.getMessage(), e);
        }
    }

    static Keys read(Path directory) throws IOException {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey secret = (RSAPrivateCrtKey)
                    rsa.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(directory.resolve(HOST))));
            PublicKey open = rsa.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
            PublicKey client =
                    rsa.generatePublic(new X509EncodedKeySpec(Files.readAllBytes(directory.resolve(CLIENT))));
            return new Keys(new KeyPair(open, secret), client);
        } catch (GeneralSecurityException e) {
            throw new SandboxException("the keys in " + directory + " can't be read: " + e.getMessage(), e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (OutputStream out = secret(file)) {
            out.write(bytes);
        }
    }

    private static OutputStream secret(Path file) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return Channels.newOutputStream(Files.newByteChannel(
                file, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }
}
