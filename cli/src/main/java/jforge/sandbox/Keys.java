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
import java.util.EnumSet;
import java.util.Set;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/**
 * A sandbox's key, drawn for it alone and kept in its directory. It stands for both ends, since whoever reads one end's
 * reads the other's beside it. RSA, since both ends have it from the JDK: another kind would load a provider first, at
 * every connection.
 */
final class Keys {
    static final String IDENTITY = "identity";
    static final String KNOWN_HOSTS = "known_hosts";
    private static final String KEY = "key";
    private static final int BITS = 2048;

    private Keys() {}

    /** Draws it and writes it into the directory, with the identity and known_hosts files of a client. */
    static void generate(Path directory, String alias) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            try (OutputStream out = secret(directory.resolve(KEY))) {
                out.write(pair.getPrivate().getEncoded());
            }
            try (OutputStream out = secret(directory.resolve(IDENTITY))) {
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, alias, null, out);
            }
            String line = alias + " " + PublicKeyEntry.toString(pair.getPublic()) + "\n";
            Files.writeString(directory.resolve(KNOWN_HOSTS), line);
        } catch (GeneralSecurityException e) {
            throw new SandboxException("this Java makes no RSA keys: " + e.getMessage(), e);
        }
    }

    static KeyPair read(Path directory) throws IOException {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey secret = (RSAPrivateCrtKey)
                    rsa.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(directory.resolve(KEY))));
            PublicKey open = rsa.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
            return new KeyPair(open, secret);
        } catch (GeneralSecurityException e) {
            throw new SandboxException("the key in " + directory + " can't be read: " + e.getMessage(), e);
        }
    }

    private static OutputStream secret(Path file) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return Channels.newOutputStream(Files.newByteChannel(
                file, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }
}
