package jforge.cli;

import freemarker.template.Configuration;
import freemarker.template.Template;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SecurityUtils;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/**
 * Touches what a run touches, so that the JVM's start-up archive holds those classes. It uses no network, writes
 * nothing and never fails: what can't be exercised is only slower later.
 */
final class Train {
    private static final String YAML = "hosts: {web: {address: 192.0.2.1, port: 22}}\nresources: [{file: /etc/motd}]\n";

    private Train() {}

    static void run() {
        attempt(Train::engine);
        attempt(Train::yaml);
        attempt(Train::template);
        attempt(Train::ssh);
        attempt(Train::agreement);
        attempt(Train::signature);
        attempt(Train::cipher);
        attempt(() -> new CommandLine(new Main()).getUsageMessage());
    }

    /** The engine's own path belongs here, from an inventory's text to a plan's. */
    private static Object engine() {
        return "";
    }

    private static Object yaml() {
        return new Yaml(new LoaderOptions()).compose(new StringReader(YAML));
    }

    private static Object template() throws Exception {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
        String text = "<#list items as i>${i?upper_case}<#sep>, </#list><#if items?size gt 1>!</#if>\n";
        StringWriter out = new StringWriter();
        new Template("train", new StringReader(text), configuration).process(Map.of("items", List.of("a", "b")), out);
        return out;
    }

    private static Object ssh() throws Exception {
        SecurityUtils.setRegisterBouncyCastle(false);
        SecurityUtils.setSecurityProvider(null);
        DefaultConfig config = new DefaultConfig();
        config.getKeyExchangeFactories().forEach(factory -> attempt(factory::create));
        config.getKeyAlgorithms().forEach(factory -> attempt(factory::create));
        config.getMACFactories().forEach(factory -> attempt(factory::create));
        try (SSHClient client = new SSHClient(config)) {
            return client.isConnected();
        }
    }

    private static Object agreement() throws Exception {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("X25519");
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(pairs.generateKeyPair().getPrivate());
        agreement.doPhase(pairs.generateKeyPair().getPublic(), true);
        return agreement.generateSecret();
    }

    private static Object signature() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(new byte[32]);
        byte[] signed = signature.sign();
        signature.initVerify(pair.getPublic());
        signature.update(new byte[32]);
        return signature.verify(signed);
    }

    private static Object cipher() throws Exception {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, new byte[12]));
        return cipher.doFinal(new byte[64]);
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
