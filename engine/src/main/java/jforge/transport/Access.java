package jforge.transport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What OpenSSH's configuration can say of a login beside address, user and files.
 *
 * @param way how the connection comes about
 * @param hostKeys which host keys will do
 * @param login how the user proves who they are
 */
public record Access(Way way, HostKeys hostKeys, Login login) {
    /** A direct connection, known host keys alone, keys from files alone. */
    public static final Access PLAIN = new Access(
            new Way(null, null, null, 0, 3),
            new HostKeys(false, false, null, null),
            new Login(null, false, List.of(), null, true, true));

    /**
     * @param via the hop right before the host, which has its own way; null for none
     * @param command its standard input and output are the connection; null for none
     * @param patience seconds that the host may take to answer; null for the usual 10
     * @param alive seconds between questions whether the other side is still there; 0 for none
     * @param aliveCount how many of these may stay without an answer
     */
    public record Way(
            @Nullable Target via,
            @Nullable String command,
            @Nullable Integer patience,
            int alive,
            int aliveCount) {}

    /**
     * @param acceptNew a host of which no key is known is believed, and its key added to the first file; a key that has
     *     changed never is
     * @param hashed whether an added line hides the host's name
     * @param revoked a file of keys that no host may have; null for none
     * @param algorithms as {@code HostKeyAlgorithms}; null for ours
     */
    public record HostKeys(
            boolean acceptNew,
            boolean hashed,
            @Nullable String revoked,
            @Nullable String algorithms) {}

    /**
     * @param agent the agent's socket; null for no agent
     * @param namedOnly whether an agent's keys other than the named ones are left out
     * @param certificates files with certificates of the user's keys
     * @param algorithms as {@code PubkeyAcceptedAlgorithms}; null for ours
     * @param byKey whether keys may be tried
     * @param byPassword whether a password may be sent, if one was asked for
     */
    public record Login(
            @Nullable String agent,
            boolean namedOnly,
            List<String> certificates,
            @Nullable String algorithms,
            boolean byKey,
            boolean byPassword) {
        public Login {
            certificates = List.copyOf(certificates);
        }
    }
}
