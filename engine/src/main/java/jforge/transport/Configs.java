package jforge.transport;

import java.util.HashMap;
import java.util.Map;
import net.schmizz.sshj.Config;
import org.jspecify.annotations.Nullable;

/** What we offer to servers, by what a host asks for; each is made once, since that is slow. */
final class Configs {
    /**
     * @param bouncyCastle whether ECDSA is offered, which takes BouncyCastle: to register it costs every start 100 ms
     * @param certificates whether host certificates are asked for
     * @param hostKeys as {@code HostKeyAlgorithms}; null for ours
     */
    record Offer(
            boolean bouncyCastle,
            boolean certificates,
            @Nullable String hostKeys) {}

    private final Map<Offer, Config> made = new HashMap<>();

    synchronized Config of(Offer offer) {
        Config config = made.get(offer);
        if (config == null) {
            config = Algorithms.config(offer);
            made.put(offer, config);
        }
        return config;
    }

    /** For reading a private key. */
    Config forFile(KeyFile file) {
        return of(new Offer(file.needsBouncyCastle(), false, null));
    }
}
