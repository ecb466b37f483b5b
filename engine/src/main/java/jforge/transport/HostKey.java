package jforge.transport;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/** Whether a server's key is the one that known_hosts has for the target; keeps the reason when it isn't. */
final class HostKey implements HostKeyVerifier {
    private static final List<String> BEST_FIRST = List.of("ssh-ed25519", "ssh-rsa");

    private final Target target;
    private final String name;
    private final List<KnownHosts.Line> lines;
    private final Consumer<PublicPart> added;
    private @Nullable String problem;
    /** Shown again when keys are exchanged anew. */
    private @Nullable PublicPart believed;

    /** @param added told of a key that was not known, and was believed and added to the first file */
    HostKey(Target target, KnownHosts known, Consumer<PublicPart> added) {
        this.target = target;
        this.added = added;
        String alias = target.hostKeyAlias();
        this.name = alias != null
                ? alias
                : target.port() == 22 ? target.address() : "[" + target.address() + "]:" + target.port();
        List<KnownHosts.Line> exact = known.of(name);
        // as ssh does: an entry without the port will do when there is none with it
        boolean bare = alias == null && target.port() != 22 && exact.stream().allMatch(HostKey::revoked);
        this.lines = bare
                ? Stream.concat(exact.stream(), known.of(target.address()).stream())
                        .toList()
                : exact;
    }

    private static boolean revoked(KnownHosts.Line line) {
        return line.is(KnownHosts.Mark.REVOKED);
    }

    private List<KnownHosts.Line> marked(KnownHosts.Mark mark) {
        return lines.stream().filter(l -> l.is(mark)).toList();
    }

    /** Whether known_hosts has ECDSA keys for the host, and none else. */
    boolean onlyEcdsa() {
        List<KnownHosts.Line> good = marked(KnownHosts.Mark.NONE);
        return !authorities()
                && !good.isEmpty()
                && good.stream().allMatch(l -> l.type().startsWith("ecdsa-"));
    }

    /** Whether known_hosts has an authority for the host, so that its certificate is asked for. */
    boolean authorities() {
        return !marked(KnownHosts.Mark.AUTHORITY).isEmpty();
    }

    /** Why the key was refused; null if it wasn't. */
    @Nullable String problem() {
        return problem;
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        try {
            if (!(key instanceof Certificate<?> shown)) {
                problem = plain(KeyFile.part(key));
                return problem == null;
            }
            HostCertificate certificate = new HostCertificate(shown);
            PublicPart plain = KeyFile.part(certificate.key());
            Optional<String> revoked = revoked(plain).or(() -> revoked(certificate.authority()));
            problem = revoked.isPresent() ? revoked.get() : certified(certificate, plain);
        } catch (IOException e) {
            problem = target.name() + ": the host's key can't be read: " + e.getMessage();
        }
        return problem == null;
    }

    /** By its authority, or else, as ssh does, by its key alone. */
    private @Nullable String certified(HostCertificate certificate, PublicPart plain) {
        Optional<KnownHosts.Line> authority = marked(KnownHosts.Mark.AUTHORITY).stream()
                .filter(l -> Arrays.equals(l.key(), certificate.authority()))
                .findFirst();
        if (authority.isEmpty()) {
            return plain(plain);
        }
        String alias = target.hostKeyAlias();
        String why = certificate.problem(alias != null ? alias : target.address());
        if (why == null || plain(plain) == null) {
            return null;
        }
        return target.name() + ": the host shows a certificate that is signed as "
                + authority.get().place() + " wants, but it does not fit: " + why
                + "; not connected: issue a new one, or correct the address in the inventory";
    }

    private Optional<String> revoked(PublicPart key) {
        return revoked(key.blob())
                .map(said -> said.replace("a key that", "a key (" + key.type() + " " + key.fingerprint() + ") that"));
    }

    private Optional<String> revoked(byte[] wire) {
        return marked(KnownHosts.Mark.REVOKED).stream()
                .filter(l -> Arrays.equals(l.key(), wire))
                .findFirst()
                .map(l -> target.name() + ": the host shows a key that is revoked in " + l.place()
                        + ": not connected; whoever answers there may not be the host");
    }

    /** Null if the key will do. */
    private @Nullable String plain(PublicPart key) {
        Optional<String> revoked = revoked(key);
        if (revoked.isPresent()) {
            return revoked.get();
        }
        List<KnownHosts.Line> good = marked(KnownHosts.Mark.NONE);
        boolean before = believed != null && believed.same(key);
        if (before || good.stream().anyMatch(l -> Arrays.equals(l.key(), key.blob()))) {
            return null;
        }
        if (!good.isEmpty()) {
            return changed(good.get(0), key);
        }
        return target.access().hostKeys().acceptNew() ? accept(key) : unknown(key);
    }

    private @Nullable String accept(PublicPart key) {
        Optional<Path> file = target.knownHosts().stream().findFirst().map(Path::of);
        try {
            // of a device there is nothing to keep
            if (file.isPresent() && (Files.isRegularFile(file.get()) || !Files.exists(file.get()))) {
                new KnownHostsFile(file.get())
                        .add(name, target.access().hostKeys().hashed(), key);
            }
            believed = key;
            added.accept(key);
            return null;
        } catch (IOException e) {
            return target.name() + ": the host key of " + name + " is not known, and can't be added to "
                    + file.orElseThrow() + ": " + e.getMessage();
        }
    }

    private String unknown(PublicPart key) {
        String file = target.knownHosts().isEmpty()
                ? "known_hosts"
                : target.knownHosts().get(0);
        String scan = "ssh-keyscan -p " + target.port() + " " + target.address();
        String authority = authorities()
                ? " (known_hosts has an authority for it, "
                        + marked(KnownHosts.Mark.AUTHORITY).get(0).place() + ", but it shows no certificate of that)"
                : "";
        return target.name() + ": the host key of " + name + " is not known: " + key.type() + " " + key.fingerprint()
                + authority + "; compare it with what the host's console says, then add it: " + scan + " >> " + file;
    }

    private String changed(KnownHosts.Line known, PublicPart key) {
        return target.name() + ": THE HOST KEY OF " + name + " HAS CHANGED: it shows " + key.type() + " "
                + key.fingerprint() + ", but " + known.place()
                + " has another; not connected. Somebody may be in between, or the host was made anew: if you know that"
                + " it was, ssh-keygen -R '" + name + "' and add the new key";
    }

    /** The types that known_hosts has for the host go first in our offer. */
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        List<String> certificates = authorities()
                ? List.of(
                        "ssh-ed25519-cert-v01@openssh.com",
                        "rsa-sha2-512-cert-v01@openssh.com",
                        "ecdsa-sha2-nistp256-cert-v01@openssh.com")
                : List.of();
        Stream<String> known = marked(KnownHosts.Mark.NONE).stream()
                .map(KnownHosts.Line::type)
                .sorted(java.util.Comparator.comparingInt(
                        t -> BEST_FIRST.contains(t) ? BEST_FIRST.indexOf(t) : BEST_FIRST.size()))
                .flatMap(t -> t.equals("ssh-rsa") ? Stream.of("rsa-sha2-512", "rsa-sha2-256") : Stream.of(t));
        return Stream.concat(certificates.stream(), known).distinct().toList();
    }
}
