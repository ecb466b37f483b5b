package jforge.transport;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import com.hierynomus.sshj.transport.mac.Macs;
import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.signature.SignatureRSA;
import net.schmizz.sshj.transport.cipher.Cipher;
import net.schmizz.sshj.transport.compression.Compression;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.DHGexSHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.mac.MAC;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.SingletonRandomFactory;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.OpenSSHKeyFile;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;

/** What we offer to a server: sound algorithms only, the fastest first. Built once, shared by all connections. */
final class Algorithms {
    private Algorithms() {}

    static Config config(Configs.Offer offer) {
        SecurityUtils.setRegisterBouncyCastle(false);
        SecurityUtils.setSecurityProvider(null);
        if (offer.bouncyCastle() && Security.getProvider("BC") == null) {
            register();
        }
        ConfigImpl config = new ConfigImpl();
        config.setLoggerFactory(LoggerFactory.DEFAULT);
        config.setVersion("jforge");
        config.setRandomFactory(new SingletonRandomFactory(new JCERandom.Factory()));
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        config.setKeyExchangeFactories(List.<Factory.Named<KeyExchange>>of(
                new Curve25519SHA256.Factory(),
                new Curve25519SHA256.FactoryLibSsh(),
                new ECDHNistP.Factory256(),
                new ECDHNistP.Factory384(),
                new DHGexSHA256.Factory(),
                DHGroups.Group16SHA512(),
                DHGroups.Group14SHA256(),
                new ExtInfoClientFactory()));
        config.setCipherFactories(List.<Factory.Named<Cipher>>of(
                GcmCiphers.AES128GCM(),
                GcmCiphers.AES256GCM(),
                BlockCiphers.AES128CTR(),
                BlockCiphers.AES192CTR(),
                BlockCiphers.AES256CTR()));
        config.setMACFactories(List.<Factory.Named<MAC>>of(
                Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA2512()));
        config.setCompressionFactories(List.<Factory.Named<Compression>>of(new NoneCompression.Factory()));
        config.setFileKeyProviderFactories(List.<Factory.Named<FileKeyProvider>>of(
                new OpenSSHKeyV1KeyFile.Factory(), new PKCS8KeyFile.Factory(), new OpenSSHKeyFile.Factory()));
        config.setKeyAlgorithms(hostKeys(offer));
        // ours to judge: by the alias, and with known_hosts
        config.setVerifyHostKeyCertificates(false);
        return config;
    }

    private static void register() {
        try {
            // the last of the providers, asked for what the JDK doesn't know; by name, so that it isn't loaded before
            Security.addProvider((Provider) Class.forName("org.bouncycastle.jce.provider.BouncyCastleProvider")
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("ECDSA keys need BouncyCastle, which isn't there", e);
        }
    }

    private static List<Factory.Named<KeyAlgorithm>> hostKeys(Configs.Offer offer) {
        List<Factory.Named<KeyAlgorithm>> keys = new ArrayList<>();
        if (offer.certificates()) {
            keys.add(KeyAlgorithms.EdDSA25519CertV01());
            keys.add(new KeyAlgorithms.Factory(
                    "rsa-sha2-512-cert-v01@openssh.com", new SignatureRSA.FactoryRSASHA512(), KeyType.RSA_CERT));
            if (offer.bouncyCastle()) {
                keys.add(KeyAlgorithms.ECDSASHANistp256CertV01());
                keys.add(KeyAlgorithms.ECDSASHANistp384CertV01());
                keys.add(KeyAlgorithms.ECDSASHANistp521CertV01());
            }
        }
        keys.add(KeyAlgorithms.EdDSA25519());
        keys.add(KeyAlgorithms.RSASHA512());
        keys.add(KeyAlgorithms.RSASHA256());
        if (offer.bouncyCastle()) {
            keys.add(KeyAlgorithms.ECDSASHANistp256());
            keys.add(KeyAlgorithms.ECDSASHANistp384());
            keys.add(KeyAlgorithms.ECDSASHANistp521());
        }
        List<String> chosen = AlgorithmList.choose(
                offer.hostKeys(), keys.stream().map(Factory.Named::getName).toList());
        return chosen.stream()
                .flatMap(name -> keys.stream().filter(k -> k.getName().equals(name)))
                .toList();
    }
}
