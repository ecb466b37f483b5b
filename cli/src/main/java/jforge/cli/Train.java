package jforge.cli;

import com.hierynomus.sshj.signature.SignatureEdDSA;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.concurrent.Callable;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Ed25519KeyFactory;
import net.schmizz.sshj.signature.Signature;
import picocli.CommandLine;

/**
 * Does what a run does, so that the JVM's start-up archive holds those classes. It stays on this machine, changes nothing
 * on it and never fails: what can't be exercised is only slower later.
 */
final class Train {
    private Train() {}

    static void run() {
        attempt(new TrainPlan());
        attempt(Train::ed25519);
        attempt(() -> new CommandLine(new Main()).getUsageMessage());
    }

    /** The usual kind of key, as it comes from a key's file; the training's server has none of that kind. */
    private static Object ed25519() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        byte[] encoded = pair.getPublic().getEncoded();
        var publicKey =
                Ed25519KeyFactory.getPublicKey(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        Signature signature = new SignatureEdDSA.Factory().create();
        signature.initSign(Ed25519KeyFactory.getPrivateKey(seed));
        signature.update(new byte[32]);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(new byte[32]);
        var wire = new Buffer.PlainBuffer().putString("ssh-ed25519").putBytes(signed);
        return signature.verify(wire.getCompactData());
    }

    /** Runs one exercise. A missing algorithm or class is the real run's to report, so it is dropped here. */
    private static void attempt(Callable<?> exercise) {
        try {
            exercise.call();
        } catch (Exception | LinkageError ignored) {
            return;
        }
    }
}
