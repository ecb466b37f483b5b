package jforge.inventory;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What an inventory says of the login to one host; what it leaves open, the user's SSH configuration says.
 *
 * @param user the login user; null where the inventory doesn't say
 * @param sudo commands run as root through sudo; null where the inventory doesn't say
 * @param port 1 to 65535
 * @param identities private keys to offer, in order; absolute
 * @param knownHosts files of host keys; absolute
 * @param keyAlias the name to look up there; null for the address
 * @param acceptNew whether a host of which no key is known is believed; null where the inventory doesn't say
 * @param jump the hops on the way, {@code [user@]host[:port]} with commas between, or {@code none}; null where the
 *     inventory doesn't say
 */
public record Ssh(
        @Nullable String user,
        @Nullable Boolean sudo,
        OptionalInt port,
        List<Path> identities,
        List<Path> knownHosts,
        @Nullable String keyAlias,
        @Nullable Boolean acceptNew,
        @Nullable String jump) {
    public Ssh {
        identities = List.copyOf(identities);
        knownHosts = List.copyOf(knownHosts);
    }
}
