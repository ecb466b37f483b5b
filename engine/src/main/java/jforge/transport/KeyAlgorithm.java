package jforge.transport;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a key logs in.
 *
 * @param login its name in the login, such as {@code rsa-sha2-512-cert-v01@openssh.com}
 * @param signature that of the signature, such as {@code rsa-sha2-512}
 */
record KeyAlgorithm(String login, String signature) {
    private static final String CERTIFICATE = "-cert-v01@openssh.com";

    /**
     * Those to try with a key, the best first; none if the user's configuration wants none of them.
     *
     * @param asked as {@code PubkeyAcceptedAlgorithms}; null for ours
     */
    static List<KeyAlgorithm> of(PublicPart key, @Nullable String asked) {
        List<String> signatures =
                key.keyType().equals("ssh-rsa") ? List.of("rsa-sha2-512", "rsa-sha2-256") : List.of(key.keyType());
        List<KeyAlgorithm> all = signatures.stream()
                .map(s -> new KeyAlgorithm(key.certificate() ? certified(key, s) : s, s))
                .toList();
        List<String> chosen = AlgorithmList.choose(
                asked, all.stream().map(KeyAlgorithm::login).toList());
        return chosen.stream()
                .flatMap(name -> all.stream().filter(a -> a.login().equals(name)))
                .toList();
    }

    private static String certified(PublicPart key, String signature) {
        return Stream.of("rsa-sha2-512", "rsa-sha2-256").anyMatch(signature::equals)
                ? signature + CERTIFICATE
                : key.type();
    }
}
