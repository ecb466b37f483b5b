package jforge.transport;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/** Whether a server's key is the one that known_hosts has for the target; keeps the reason when it isn't. */
final class HostKey implements HostKeyVerifier {
    private final Target target;
    private final String name;
    private final List<KnownHosts.Line> lines;
    private @Nullable String problem;

    HostKey(Target target, KnownHosts known) {
        this.target = target;
        String alias = target.hostKeyAlias();
        this.name = alias != null
                ? alias
                : target.port() == 22 ? target.address() : "[" + target.address() + "]:" + target.port();
        List<KnownHosts.Line> exact = known.of(name);
        // as ssh does: an entry without the port will do when there is none with it
        boolean bare = alias == null && target.port() != 22 && exact.stream().allMatch(KnownHosts.Line::revoked);
        this.lines = bare
                ? Stream.concat(exact.stream(), known.of(target.address()).stream())
                        .toList()
                : exact;
    }

    /** Whether known_hosts has ECDSA keys for the host, and none else. */
    boolean onlyEcdsa() {
        List<KnownHosts.Line> good = lines.stream().filter(l -> !l.revoked()).toList();
        return !good.isEmpty() && good.stream().allMatch(l -> l.type().startsWith("ecdsa-"));
    }

    /** Why the key was refused; null if it wasn't. */
    @Nullable String problem() {
        return problem;
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        byte[] wire = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        String type = KeyType.fromKey(key).toString();
        List<KnownHosts.Line> same =
                lines.stream().filter(l -> Arrays.equals(l.key(), wire)).toList();
        problem = same.stream()
                .filter(KnownHosts.Line::revoked)
                .findFirst()
                .map(l -> target.name()
                        + ": the host shows a key that is revoked in " + l.place() + " (" + type + " "
                        + fingerprint(wire)
                        + "): not connected; whoever answers there may not be the host")
                .orElse(same.isEmpty() ? unexpected(type, fingerprint(wire)) : null);
        return problem == null;
    }

    private String unexpected(String type, String fingerprint) {
        List<KnownHosts.Line> good = lines.stream().filter(l -> !l.revoked()).toList();
        if (good.isEmpty()) {
            String file = target.knownHosts().isEmpty()
                    ? "known_hosts"
                    : target.knownHosts().get(0);
            String scan = "ssh-keyscan -p " + target.port() + " " + target.address();
            return target.name() + ": the host key of " + name + " is not known: " + type + " " + fingerprint
                    + "; compare it with what the host's console says, then add it: " + scan + " >> " + file;
        }
        return target.name() + ": THE HOST KEY OF " + name + " HAS CHANGED: it shows " + type + " " + fingerprint
                + ", but "
                + good.get(0).place() + " has another; not connected. Somebody may be in between, or the host was made"
                + " anew: if you know that it was, ssh-keygen -R '" + name + "' and add the new key";
    }

    private static String fingerprint(byte[] wire) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(wire);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The types that known_hosts has for the host go first in our offer. */
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return lines.stream()
                .filter(l -> !l.revoked())
                .map(KnownHosts.Line::type)
                .sorted(java.util.Comparator.comparingInt(
                        t -> t.equals("ssh-ed25519") ? 0 : t.equals("ssh-rsa") ? 1 : 2))
                .flatMap(t -> t.equals("ssh-rsa") ? Stream.of("rsa-sha2-512", "rsa-sha2-256") : Stream.of(t))
                .distinct()
                .toList();
    }
}
