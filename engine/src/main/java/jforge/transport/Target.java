package jforge.transport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to one host.
 *
 * @param name the inventory's name for it, for messages
 * @param address host name or address to connect to
 * @param port 1 to 65535
 * @param user the login user
 * @param become how commands become root
 * @param identityFiles private keys to offer, in order; absolute
 * @param knownHosts files that hold host keys; absolute
 * @param hostKeyAlias the name to look up in known_hosts; null for the address
 * @param access how the connection and the login come about
 */
public record Target(
        String name,
        Kind kind,
        String address,
        int port,
        String user,
        Become become,
        List<String> identityFiles,
        List<String> knownHosts,
        @Nullable String hostKeyAlias,
        Access access) {
    public Target {
        identityFiles = List.copyOf(identityFiles);
        knownHosts = List.copyOf(knownHosts);
    }

    /** With {@link Access#PLAIN}. */
    public Target(
            String name,
            Kind kind,
            String address,
            int port,
            String user,
            Become become,
            List<String> identityFiles,
            List<String> knownHosts,
            @Nullable String hostKeyAlias) {
        this(name, kind, address, port, user, become, identityFiles, knownHosts, hostKeyAlias, Access.PLAIN);
    }

    /** This host, by another way or another login. */
    public Target with(Access other) {
        return new Target(name, kind, address, port, user, become, identityFiles, knownHosts, hostKeyAlias, other);
    }

    public enum Kind {
        SSH,
        /** The machine that jforge runs on, without SSH. */
        LOCAL,
        /** A disposable host made out of the machine that jforge runs on. */
        SANDBOX
    }

    public enum Become {
        /** Commands run as the login user. */
        NO,
        SUDO
    }
}
