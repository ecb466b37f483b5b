package jforge.base;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jforge.plan.Value;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Schema.Kind;
import jforge.resource.Seen;
import jforge.resource.Steps;

/** The public keys by which a user may log in. */
@AutoService(ResourceType.class)
@SuppressWarnings("rawtypes")
public final class AuthorizedKeysType implements ResourceType<AuthorizedKeysType.Wanted, AuthorizedKeysType.State> {
    /** @param exclusive no other key than these and the session's own */
    record Wanted(String user, List<AuthorizedKey> keys, boolean exclusive, boolean absent) {
        boolean takesAway() {
            return exclusive || absent;
        }

        Set<String> ids() {
            return keys.stream().map(AuthorizedKey::id).collect(Collectors.toSet());
        }
    }

    /**
     * @param entry empty where there is no such user
     * @param own the key of this session, where it let in this very user
     * @param ownKnown false where it can't be known
     */
    record State(Optional<Passwd.Entry> entry, KeysFile.Found found, Optional<String> own, boolean ownKnown) {
        List<AuthorizedKey> keys() {
            return found.lines().stream()
                    .map(AuthorizedKey::split)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    @Override
    public String key() {
        return "authorized-keys";
    }

    @Override
    public Schema schema() {
        return Schema.of(
                        "Public keys by which a user may log in, in ~/.ssh/authorized_keys. Keys are the same by type and"
                                + " content, whatever their comment; options are compared as written; other lines are left"
                                + " alone. The folder is made 0700 and the file 0600, the user's own.")
                .required("authorized-keys", Kind.TEXT, "The user; its home must be there or be made with it.")
                .optional("keys", Kind.TEXTS, "Lines as in a .pub file, perhaps with options in front.")
                .optional("source", Kind.LOCAL_TEXT, "A file with such lines; blank ones and comments are skipped.")
                .optional(
                        "exclusive",
                        Kind.FLAG,
                        "true: all other keys are removed, but never the one that this session logged in with. Refused"
                                + " where that isn't known, as with a certificate.")
                .optional("absent", Kind.FLAG, "true: these keys must not be there.")
                .example("authorized-keys: deploy\nkeys:\n  - ssh-ed25519"
                        + " AAAAC3NzaC1lZDI1NTE5AAAAIN1mYIgLcGGaHqVXBT+OJJfKHw2ADyeTWuHHhSZIvvXA ana@laptop")
                .example("authorized-keys: root\nexclusive: true\nkeys:\n  - from=\"10.0.0.0/8\",no-pty ssh-ed25519"
                        + " AAAAC3NzaC1lZDI1NTE5AAAAIN1mYIgLcGGaHqVXBT+OJJfKHw2ADyeTWuHHhSZIvvXA backup")
                .build();
    }

    @Override
    public Wanted parse(Fields fields) {
        String user = AccountName.check(fields, "authorized-keys", fields.text("authorized-keys"));
        if (user.endsWith("$")) {
            throw fields.fault("authorized-keys", "nobody logs in as \"" + user + "\"");
        }
        boolean exclusive = fields.flag("exclusive").orElse(false);
        boolean absent = fields.flag("absent").orElse(false);
        if (exclusive && absent) {
            throw fields.fault("absent", "with exclusive, what isn't listed is absent; remove one of both");
        }
        Map<String, AuthorizedKey> keys = new LinkedHashMap<>();
        List<String> given = fields.texts("keys");
        for (int i = 0; i < given.size(); i++) {
            String which = given.size() == 1 ? "the key" : "key " + (i + 1);
            add(fields, "keys", which, given.get(i).strip(), keys);
        }
        List<String> lines =
                fields.localText("source").stream().flatMap(String::lines).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (AuthorizedKey.split(lines.get(i)).isPresent()) {
                add(
                        fields,
                        "source",
                        "line " + (i + 1) + " of the file",
                        lines.get(i).strip(),
                        keys);
            }
        }
        if (keys.isEmpty()) {
            throw fields.fault("authorized-keys", "no key is given; list some in keys, or name a source with some");
        }
        return new Wanted(user, List.copyOf(keys.values()), exclusive, absent);
    }

    private static void add(
            Fields fields, String attribute, String which, String line, Map<String, AuthorizedKey> keys) {
        if (line.contains("\n") && !line.contains("PRIVATE KEY")) {
            throw fields.fault(attribute, which + ": that are several lines; give each key by itself");
        }
        try {
            AuthorizedKey key = AuthorizedKey.parse(line);
            AuthorizedKey other = keys.putIfAbsent(key.id(), key);
            if (other != null && !other.options().equals(key.options())) {
                throw fields.fault(attribute, which + ": the same key is there already, with other options");
            }
        } catch (IllegalArgumentException e) {
            throw fields.fault(attribute, which + ": " + e.getMessage());
        }
    }

    @Override
    public Identity identity(Wanted want) {
        return new Identity("authorized-keys", want.user);
    }

    /** Where the home is, the host says; what is declared below where it usually is comes first all the same. */
    @Override
    public List<Edge> edges(Wanted want) {
        String usual = want.user.equals("root") ? "/root" : "/home/" + want.user;
        List<Edge> edges = new ArrayList<>(Edge.ancestors(usual + "/.ssh/authorized_keys"));
        edges.add(new Edge.ShapedBy(new Identity("user", want.user), Edge.When.CHANGED));
        return edges;
    }

    @Override
    public List<Question<?>> questions(Wanted want) {
        List<Question<?>> questions = new ArrayList<>();
        questions.add(new Passwd(want.user));
        questions.add(new KeysFile(want.user));
        if (want.takesAway()) {
            questions.add(new Login());
        }
        return questions;
    }

    @Override
    public State read(Wanted want, Answers answers) {
        Optional<Passwd.Entry> entry = answers.get(new Passwd(want.user));
        KeysFile.Found found = answers.get(new KeysFile(want.user));
        if (!want.takesAway()) {
            return new State(entry, found, Optional.empty(), true);
        }
        Login.Session session = answers.get(new Login());
        return new State(entry, found, entry.flatMap(e -> session.keyOf(e.uid())), session.known());
    }

    @Override
    public Proposal propose(Wanted want, Seen<State> seen) {
        Steps<State> steps = guarded(want, seen.steps());
        if (!want.absent) {
            steps.presence(s -> s.found.file().isPresent(), true)
                    .compare("directory", s -> spot(want, s, s.found.directory()), Value.of("0700 " + want.user))
                    .compare("mode", s -> mode(s.found.file()), Value.of("0600"))
                    .compare("owner", s -> owner(want, s, s.found.file()), Value.of(want.user));
        }
        State state = seen.state();
        AuthorizedKeys keys = new AuthorizedKeys(want, state);
        steps.compare("keys", s -> keys.before(), keys.after());
        if (state != null && keys.keepsOwn() && !keys.before().equals(keys.after())) {
            steps.compare("kept", s -> Value.of(keys.own()), Value.of("the session's own"));
        }
        if (want.absent && !keys.before().equals(keys.after())) {
            // what is written by the user is the user's
            steps.compare("owner", s -> owner(want, s, s.found.file()), Value.of(want.user));
        }
        return steps.run(AuthorizedKeysScript.command(want)).list();
    }

    private static Steps<State> guarded(Wanted want, Steps<State> steps) {
        String file = "~" + want.user + "/.ssh/authorized_keys";
        return steps.refuseIf(
                        s -> !want.absent && s.entry.isEmpty(),
                        "there is no user " + want.user + "; declare it as a user")
                .refuseIf(
                        s -> !want.absent && !is(s.found.at().get(0), KeysFile.Spot.DIRECTORY),
                        "the home of " + want.user + " is no directory, or isn't there; declare it as a directory")
                .refuseIf(
                        s -> !is(s.found.directory(), KeysFile.Spot.DIRECTORY)
                                && s.found.directory().isPresent(),
                        "~" + want.user + "/.ssh is a symbolic link, or no directory; remove it first")
                .refuseIf(
                        s -> !is(s.found.file(), KeysFile.Spot.FILE)
                                && s.found.file().isPresent(),
                        file + " is a symbolic link, or no file; remove it first")
                .refuseIf(
                        s -> !s.found.readable(),
                        file + " can't be looked at as this user; log in as root, or set become")
                .refuseIf(
                        s -> s.found.lines().size() > KeysFile.MOST_LINES,
                        file + " has more than " + KeysFile.MOST_LINES + " lines; clear it up first")
                .refuseIf(
                        s -> want.takesAway() && !s.ownKnown,
                        "which key let this session in isn't known, and it must not be removed; log in with a plain"
                                + " key, without a certificate")
                .refuseIf(
                        s -> want.absent && s.own.filter(want.ids()::contains).isPresent(),
                        "one of the keys let this very session in; log in with another one to remove it")
                .refuseIf(
                        s -> want.absent && isForeign(s, s.found.directory()),
                        "~" + want.user + "/.ssh belongs to somebody else; give it to " + want.user + " first")
                .refuseIf(
                        s -> want.exclusive && s.found.at().get(3).isPresent(),
                        file + "2 is there, and sshd reads it as well; declare it as an absent file");
    }

    private static boolean is(Optional<KeysFile.Spot> spot, char type) {
        return spot.filter(s -> s.type() == type).isPresent();
    }

    private static boolean isForeign(State state, Optional<KeysFile.Spot> spot) {
        return spot.isPresent()
                && state.entry.filter(e -> !e.uid().equals(spot.get().uid())).isPresent();
    }

    private static Value mode(Optional<KeysFile.Spot> spot) {
        return spot.map(s -> Value.of(s.mode())).orElse(Value.absent());
    }

    private static Value owner(Wanted want, State state, Optional<KeysFile.Spot> spot) {
        return spot.map(s -> Value.of(name(want, state, s))).orElse(Value.absent());
    }

    private static Value spot(Wanted want, State state, Optional<KeysFile.Spot> spot) {
        return spot.map(s -> Value.of(s.mode() + " " + name(want, state, s))).orElse(Value.absent());
    }

    /** A number may have several names. */
    private static String name(Wanted want, State state, KeysFile.Spot spot) {
        boolean same = state.entry.filter(e -> e.uid().equals(spot.uid())).isPresent();
        return same ? want.user : spot.owner();
    }
}
