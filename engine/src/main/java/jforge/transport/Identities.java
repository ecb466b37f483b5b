package jforge.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which keys a host is offered, and in which order. Files are read, and the agent is asked, once a run. */
final class Identities {
    /**
     * @param keys a server ends the login after a few (OpenSSH after six), so those that are named go first, then the
     *     agent's others, then those that want a passphrase
     * @param leftOut files and agents that give no key, and why
     */
    record Choice(List<Identity> keys, List<String> leftOut) {}

    /** What a file has of a key; either may be missing. */
    private record Named(Path path, Optional<KeyFile> file, Optional<PublicPart> part) {}

    private record Held(List<Identity> keys, Optional<String> problem) {}

    private final Configs configs;
    private final PrivateKeys privateKeys;
    private final Map<Path, Named> files = new ConcurrentHashMap<>();
    private final Map<String, Held> agents = new ConcurrentHashMap<>();

    Identities(Configs configs, Operator operator) {
        this.configs = configs;
        this.privateKeys = new PrivateKeys(configs, operator);
    }

    /** @throws TransportException if a file is there but can't be read */
    Choice of(Target target) throws IOException {
        Access.Login login = target.access().login();
        if (!login.byKey()) {
            return new Choice(List.of(), List.of("keys (PubkeyAuthentication is no)"));
        }
        List<String> leftOut = new ArrayList<>();
        Held agent = agent(login.agent());
        agent.problem().ifPresent(leftOut::add);
        List<Identity> ready = new ArrayList<>();
        List<Identity> locked = new ArrayList<>();
        List<Identity> rest = new ArrayList<>(agent.keys());
        for (Path path : paths(target)) {
            Named named = named(target, path);
            List<Identity> held = held(named, agent.keys());
            rest.removeAll(held);
            if (quick(named)) {
                held = List.of();
            }
            ready.addAll(held);
            if (held.isEmpty() && named.file().filter(KeyFile::isPrivate).isPresent()) {
                FileIdentity key =
                        new FileIdentity(named.file().get(), named.part().orElse(null), privateKeys);
                (privateKeys.locked(named.file().get()) ? locked : ready).add(key);
            } else if (held.isEmpty()) {
                leftOut.add(path
                        + (named.part().isPresent()
                                ? " (a public key, which the agent doesn't hold)"
                                : " (not there)"));
            }
        }
        List<PublicPart> certificates = certificates(target);
        List<Identity> others = login.namedOnly() ? List.of() : rest;
        List<Identity> keys = Stream.of(ready, others, locked)
                .flatMap(List::stream)
                .flatMap(key -> certified(key, certificates))
                .toList();
        return new Choice(keys, leftOut);
    }

    /** Whether the file itself signs sooner than an agent, which may want somebody's consent. */
    private static boolean quick(Named named) {
        return named.file()
                .filter(f -> f.isPrivate() && !f.encrypted() && !f.needsBouncyCastle())
                .isPresent();
    }

    private static List<Path> paths(Target target) {
        Path home = Path.of(System.getProperty("user.home"), ".ssh");
        List<String> named = target.identityFiles();
        return named.isEmpty()
                ? Stream.of("id_ed25519", "id_ecdsa", "id_rsa")
                        .map(home::resolve)
                        .toList()
                : named.stream().filter(f -> !f.equals("none")).map(Path::of).toList();
    }

    private Named named(Target target, Path path) throws IOException {
        Named known = files.get(path);
        if (known == null) {
            known = read(target, path);
            files.put(path, known);
        }
        return known;
    }

    private Named read(Target target, Path path) throws IOException {
        if (!Files.exists(path)) {
            return new Named(path, Optional.empty(), PublicPart.read(Path.of(path + ".pub")));
        }
        try {
            KeyFile file = KeyFile.read(path);
            Optional<PublicPart> part = file.part(configs.forFile(file));
            return new Named(path, Optional.of(file), part);
        } catch (IOException e) {
            throw new TransportException(target.name() + ": can't read the key " + path + ": " + e.getMessage(), e);
        }
    }

    /** The agent's keys that are this one, with or without a certificate. */
    private static List<Identity> held(Named named, List<Identity> agent) throws IOException {
        List<Identity> held = new ArrayList<>();
        for (Identity key : agent) {
            if (named.part().isPresent()
                    && key.part().plain().same(named.part().get().plain())) {
                held.add(key);
            }
        }
        return held;
    }

    private Held agent(@Nullable String socket) {
        if (socket == null) {
            return new Held(List.of(), Optional.empty());
        }
        return agents.computeIfAbsent(socket, path -> {
            try {
                return new Held(new Agent(path).keys(), Optional.empty());
            } catch (IOException e) {
                return new Held(List.of(), Optional.of("the agent at " + path + " (" + e.getMessage() + ")"));
            }
        });
    }

    private List<PublicPart> certificates(Target target) {
        Stream<Path> beside = paths(target).stream().map(p -> Path.of(p + "-cert.pub"));
        Stream<Path> named = target.access().login().certificates().stream().map(Path::of);
        return Stream.concat(named, beside)
                .flatMap(p -> PublicPart.read(p).stream())
                .filter(PublicPart::certificate)
                .toList();
    }

    /** A key's certificates, then itself. */
    private static Stream<Identity> certified(Identity key, List<PublicPart> certificates) {
        if (certificates.isEmpty()) {
            return Stream.of(key);
        }
        try {
            PublicPart part = key.part();
            Stream<Identity> shown = certificates.stream()
                    .filter(c -> !part.certificate() && c.plain().same(part))
                    .map(key::certified);
            return Stream.concat(shown, Stream.of(key));
        } catch (IOException e) {
            return Stream.of(key);
        }
    }
}
