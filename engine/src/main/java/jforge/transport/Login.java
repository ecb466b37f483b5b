package jforge.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPassword;
import org.jspecify.annotations.Nullable;

/** One login: keys, then the password if one was asked for; keeps what was tried for the message. */
final class Login {
    /** OpenSSH ends a login after six tries; these leave room for a password, by either of two methods. */
    private static final int KEYS_BEFORE_PASSWORD = 4;

    private final Target target;
    private final SSHClient client;
    private final Identities.Choice choice;
    private final @Nullable Supplier<char[]> password;
    private final List<String> tried = new ArrayList<>();
    private final List<String> problems;
    private @Nullable UserAuthException last;
    private boolean gone;
    private @Nullable AskedPassword answers;

    Login(Target target, SSHClient client, Identities.Choice choice, @Nullable Supplier<char[]> password) {
        this.target = target;
        this.client = client;
        this.choice = choice;
        this.password = target.access().login().byPassword() ? password : null;
        this.problems = new ArrayList<>(choice.leftOut());
    }

    /**
     * Logs in.
     *
     * @return what {@link Shell} says of {@code $LOGIN}
     * @throws TransportException if the host lets nobody in; the message says what was tried
     * @throws Dropped if the connection ends meanwhile
     */
    String run() throws IOException {
        Identity key = byKey();
        if (key != null) {
            PublicPart part = key.part();
            // a certificate is let in by its authority's key, which isn't known here
            return part.certificate()
                    ? ""
                    : target.user() + " " + part.type() + " "
                            + Base64.getEncoder().encodeToString(part.blob());
        }
        if (byPassword()) {
            return target.user() + " -";
        }
        if (over() && !tooMany()) {
            throw new Dropped(last);
        }
        throw refused();
    }

    /** The one that was let in; null if none was. */
    private @Nullable Identity byKey() throws IOException {
        for (Identity key : choice.keys()) {
            if (!offered("publickey") || over() || password != null && tried.size() >= KEYS_BEFORE_PASSWORD) {
                return null;
            }
            try {
                if (with(key)) {
                    return key;
                }
            } catch (UserAuthException e) {
                throw e;
            } catch (IOException e) {
                problems.add(key.said() + ": " + e.getMessage());
            }
        }
        return null;
    }

    private boolean with(Identity key) throws IOException {
        List<KeyAlgorithm> algorithms =
                KeyAlgorithm.of(key.part(), target.access().login().algorithms());
        if (algorithms.isEmpty()) {
            problems.add(key.said() + ": PubkeyAcceptedAlgorithms leaves it out");
            return false;
        }
        // others than OpenSSH may know one of RSA's two only
        boolean several =
                !String.valueOf(client.getTransport().getServerVersion()).contains("OpenSSH");
        for (KeyAlgorithm algorithm : several ? algorithms : algorithms.subList(0, 1)) {
            if (key.asks() && choice.keys().size() > 1 || key instanceof FileIdentity && key.asks()) {
                KeyQuery query = new KeyQuery(key, algorithm);
                if (!sent(query, key.said()) && !query.accepted()) {
                    tried.add(key.said());
                    continue;
                }
            }
            int before = problems.size();
            if (sent(new SignedLogin(key, algorithm), key.said())) {
                return true;
            }
            if (problems.size() == before) {
                tried.add(key.said());
            }
        }
        return false;
    }

    private boolean byPassword() throws IOException {
        Supplier<char[]> secret = password;
        if (secret == null || over()) {
            return false;
        }
        AskedPassword asked = new AskedPassword(secret);
        answers = asked;
        if (offered("password")) {
            tried.add("the password");
            if (sent(new AuthPassword(asked), "the password")) {
                return true;
            }
        }
        if (!over() && offered("keyboard-interactive")) {
            tried.add("the password, as an answer");
            return sent(asked.asAnswer(), "the password");
        }
        return false;
    }

    /** Whether the server takes more of a kind; before the first try it hasn't said. */
    private boolean offered(String method) {
        Collection<String> allowed = client.getUserAuth().getAllowedMethods();
        return allowed.isEmpty() || allowed.contains(method);
    }

    private boolean over() {
        return gone || !client.getTransport().isRunning();
    }

    private boolean sent(AuthMethod method, String said) throws IOException {
        try {
            client.auth(target.user(), method);
            return true;
        } catch (UserAuthException e) {
            last = e;
            Throwable why = e.getCause() instanceof UserAuthException wrapped ? wrapped.getCause() : null;
            if (why instanceof SSHException) {
                // the connection's end is told before it is there
                gone = true;
            } else if (why instanceof IOException) {
                problems.add(said + ": " + why.getMessage());
            }
            return false;
        } catch (IllegalStateException e) {
            // not connected any more: between two tries
            gone = true;
            last = last == null ? new UserAuthException("the connection ended", e) : last;
            return false;
        }
    }

    private TransportException refused() {
        String where = target.name() + ": " + target.address() + ":" + target.port();
        String left = problems.isEmpty() ? "" : "; left out: " + String.join(", ", problems);
        if (tried.isEmpty() && choice.keys().isEmpty()) {
            return new TransportException(
                    target.name() + ": no private key to log in with" + left
                            + "; name one by ssh: { identity: ... } or IdentityFile, start an agent, or --ask-password",
                    last);
        }
        String all = tried.isEmpty() ? "nothing" : String.join(", ", tried);
        if (tooMany()) {
            return new TransportException(
                    where + " ended the login of user " + target.user() + " after " + tried.size()
                            + " tries (its MaxAuthTries), before all keys were tried: " + all + left
                            + "; name the right key by ssh: { identity: ... } or IdentityFile, and keep the agent's others"
                            + " out by IdentitiesOnly yes",
                    last);
        }
        Collection<String> allowed = client.getUserAuth().getAllowedMethods();
        String other = answers != null && answers.unanswered() != null
                ? "; it asked \"" + answers.unanswered() + "\", which only a person can answer"
                : "";
        String takes = allowed.isEmpty() ? "" : "; it takes " + String.join(", ", allowed);
        String what = allowed.contains("publickey")
                ? "; add a key's public part to the user's ~/.ssh/authorized_keys there, or name another key"
                : "";
        String ask = password == null && (allowed.contains("password") || allowed.contains("keyboard-interactive"))
                ? "; --ask-password asks you for a password"
                : "";
        return new TransportException(
                where + " does not let user " + target.user() + " in; tried " + all + left + takes + other + what + ask,
                last);
    }

    private boolean tooMany() {
        for (Throwable e = last; e != null; e = e.getCause()) {
            if (String.valueOf(e.getMessage()).contains("Too many authentication failures")) {
                return true;
            }
        }
        return false;
    }
}
