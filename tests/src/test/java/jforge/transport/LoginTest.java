package jforge.transport;

import static jforge.transport.SshPlace.asking;
import static jforge.transport.SshPlace.login;
import static jforge.transport.SshPlace.password;
import static jforge.transport.SshPlace.refusal;
import static jforge.transport.SshPlace.whoami;
import static jforge.transport.SshPlace.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jforge.hosts.TestHost;
import jforge.transport.SshPlace.Answers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in by a real sshd: keys of files and agents, passphrases, certificates, passwords. */
class LoginTest {
    private static final List<String> STRANGERS = List.of("s1", "s2", "s3", "s4", "s5", "s6", "s7");
    private static final String SETUP = """
            set -e
            for u in kbd both certified; do useradd -m -s /bin/sh $u; echo "$u:jforge" | chpasswd; done
            printf '%s\\n' "$CA" >/etc/ssh/user_ca.pub
            cat >/etc/ssh/sshd_config.d/login.conf <<'END'
            TrustedUserCAKeys /etc/ssh/user_ca.pub
            Match User kbd
              PasswordAuthentication no
              KbdInteractiveAuthentication yes
            Match User both
              AuthenticationMethods publickey,password
            END
            for u in jforge both; do
              install -d -m 700 -o $u -g $u /home/$u/.ssh
              printf '%s\\n' "$KEYS" >>/home/$u/.ssh/authorized_keys
            done
            systemctl restart ssh
            """;

    @TempDir
    static Path dir;

    private static SshPlace place;
    private static TestHost host;

    @BeforeAll
    static void start() throws Exception {
        place = new SshPlace(dir);
        StringBuilder keys = new StringBuilder();
        for (String type : List.of("ed25519", "rsa", "ecdsa")) {
            keys.append(place.keygen(type, type, ""));
            keys.append(place.keygen(type, "locked-" + type, "open sesame", "-a", "4"));
        }
        for (String form : List.of("PEM", "PKCS8")) {
            keys.append(place.keygen("rsa", "locked-" + form, "open sesame", "-m", form));
        }
        keys.append(place.keygen("ecdsa", "locked-ecdsa-PKCS8", "open sesame", "-m", "PKCS8"));
        for (String stranger : STRANGERS) {
            place.keygen("ed25519", stranger, "");
        }
        place.keygen("ed25519", "bare", "");
        String authority = place.keygen("ed25519", "user_ca", "");
        host = TestHost.start();
        host.exec("KEYS='" + keys + "'; CA='" + authority + "'\n" + SETUP);
    }

    @AfterAll
    static void end() {
        place.close();
        host.close();
    }

    private static Target target(String user, String... keys) {
        Target usual = host.target(user, Target.Become.NO);
        List<String> files = Stream.of(keys)
                .map(k -> k.equals("none") ? k : place.file(k).toString())
                .toList();
        return new Target(
                "web1",
                usual.kind(),
                usual.address(),
                usual.port(),
                user,
                usual.become(),
                files,
                usual.knownHosts(),
                null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void anAgentsKey(String key) throws Exception {
        Target target = with(target("jforge", "none"), login(place.agent(key), false));
        assertEquals("jforge", whoami(new Connector(), target));
    }

    @Test
    void identitiesOnlyLeavesTheAgentsOthersOut() throws Exception {
        String agent = place.agent("ed25519", "rsa");
        String left = refusal(new Connector(), with(target("jforge", "s1.pub"), login(agent, true)));
        assertTrue(left.contains("s1.pub (a public key, which the agent doesn't hold)"), left);
        assertEquals("jforge", whoami(new Connector(), with(target("jforge", "rsa.pub"), login(agent, true))));
        assertEquals("jforge", whoami(new Connector(), with(target("jforge", "s1"), login(agent, false))));
    }

    /** OpenSSH's MaxAuthTries is six. */
    @Test
    void manyKeys() throws Exception {
        List<String> held = new ArrayList<>(STRANGERS);
        held.add("ed25519");
        String agent = place.agent(held.toArray(String[]::new));
        assertEquals("jforge", whoami(new Connector(), with(target("jforge", "ed25519"), login(agent, false))));
        String many = refusal(new Connector(), with(target("jforge", "none"), login(agent, false)));
        assertTrue(many.contains("(its MaxAuthTries), before all keys were tried: the agent's s1 (SHA256:"), many);
        assertTrue(many.contains("IdentitiesOnly yes"), many);
    }

    @Test
    void anAgentThatIsGone() {
        String gone = refusal(
                new Connector(),
                with(target("jforge", "none"), login(dir.resolve("nobody").toString(), false)));
        assertTrue(gone.contains("web1: no private key to log in with"), gone);
        assertTrue(gone.contains("the agent at " + dir.resolve("nobody")), gone);
    }

    /** Without a terminal of its own the agent can't ask whether it may sign. */
    @Test
    void anAgentThatRefuses() throws Exception {
        String agent = place.agent();
        SshPlace.command(
                "env",
                "SSH_AUTH_SOCK=" + agent,
                "ssh-add",
                "-q",
                "-c",
                place.file("ed25519").toString());
        String refused = refusal(new Connector(), with(target("jforge", "ed25519.pub"), login(agent, true)));
        assertTrue(refused.contains("the agent's ed25519 (SHA256:"), refused);
        assertTrue(refused.contains(": the agent refused to sign"), refused);
        assertEquals(
                "jforge", whoami(new Connector(), with(target("jforge", "ed25519"), login(agent, true))), "its file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa", "PEM", "PKCS8", "ecdsa-PKCS8"})
    void aPassphraseIsAskedForOnceAKey(String name) throws Exception {
        Answers answers = new Answers("open sesame");
        try (Connector connector = asking(answers)) {
            Target target = target("jforge", "locked-" + name);
            assertEquals("jforge", whoami(connector, target));
            assertEquals("jforge", whoami(connector, target));
        }
        assertEquals(List.of("passphrase of " + place.file("locked-" + name) + ": "), answers.asked);
    }

    @Test
    void aWrongPassphraseIsAskedForAgain() throws Exception {
        Answers third = new Answers("wrong", "wrong too", "open sesame");
        assertEquals("jforge", whoami(asking(third), target("jforge", "locked-ed25519")));
        assertEquals(3, third.asked.size());
        assertTrue(third.asked.get(2).startsWith("that is not it; passphrase of "), third.asked.toString());
        Answers wrong = new Answers("a", "b", "c", "open sesame");
        Connector connector = asking(wrong);
        String refused = refusal(connector, target("jforge", "locked-ed25519"));
        assertTrue(refused.contains("has another passphrase than the 3 that were tried"), refused);
        assertTrue(refusal(connector, target("jforge", "locked-ed25519")).contains("than the 3"), "not asked again");
        assertEquals(3, wrong.asked.size());
    }

    @Test
    void withoutATerminalTheAgentIsNamed() {
        String refused = refusal(new Connector(), target("jforge", "locked-ed25519"));
        assertTrue(refused.contains("ssh-add " + place.file("locked-ed25519")), refused);
        Answers nobody = new Answers();
        String stranger = refusal(asking(nobody), target("certified", "locked-ed25519"));
        assertTrue(
                stranger.contains("does not let user certified in; tried " + place.file("locked-ed25519")), stranger);
        assertEquals(List.of(), nobody.asked, "a key that the host doesn't take is not asked for");
    }

    @Test
    void aKeyWithoutPassphraseGoesBeforeOneWith() throws Exception {
        Answers nobody = new Answers();
        assertEquals("jforge", whoami(asking(nobody), target("jforge", "locked-rsa", "s1", "ed25519")));
        assertEquals(List.of(), nobody.asked);
    }

    @ParameterizedTest
    @CsvSource({"jforge", "kbd"})
    void aPassword(String user) throws Exception {
        assertEquals(user, whoami(password("jforge"), target(user, "none")));
        assertEquals(user, whoami(password("jforge"), target(user, "s1", "s2", "s3", "s4", "s5", "s6", "s7")));
        String wrong = refusal(password("wrong"), target(user, "s1"));
        assertTrue(wrong.contains("does not let user " + user + " in; tried " + place.file("s1")), wrong);
        assertTrue(wrong.contains(", the password"), wrong);
        assertFalse(wrong.contains("wrong"), wrong);
    }

    @Test
    void aPasswordIsOfferedWhereItWouldDo() {
        String refused = refusal(new Connector(), target("jforge", "s1"));
        assertTrue(refused.contains("it takes publickey, password"), refused);
        assertTrue(refused.contains("~/.ssh/authorized_keys"), refused);
        assertTrue(refused.contains("--ask-password asks you for a password"), refused);
        assertTrue(refused.matches("(?s).*s1 \\(SHA256:[^)]{43}\\).*"), refused);
    }

    @Test
    void aKeyAndAPassword() throws Exception {
        assertEquals("both", whoami(password("jforge"), target("both", "ed25519")));
        String refused = refusal(new Connector(), target("both", "ed25519"));
        assertTrue(refused.contains("it takes password"), refused);
    }

    @Test
    void aCertificateBesideItsKeyOrNamed() throws Exception {
        sign("bare", "certified", "-V", "+1h");
        assertEquals("certified", whoami(new Connector(), target("certified", "bare")));
        Path moved = Files.move(place.file("bare-cert.pub"), place.file("elsewhere"));
        assertTrue(refusal(new Connector(), target("certified", "bare")).contains("does not let user certified in"));
        Target named = with(target("certified", "bare"), login(null, false, moved.toString()));
        assertEquals("certified", whoami(new Connector(), named));
        Target held = with(target("certified", "none"), login(place.agent("bare"), false, moved.toString()));
        assertEquals("certified", whoami(new Connector(), held));
        for (String type : List.of("rsa", "ecdsa")) {
            sign(type, "certified", "-V", "+1h");
            assertEquals("certified", whoami(new Connector(), target("certified", type)));
        }
    }

    private static void sign(String key, String principal, String... more) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("ssh-keygen", "-q", "-s", place.file("user_ca").toString(), "-I", "t"));
        words.addAll(List.of("-n", principal));
        words.addAll(List.of(more));
        words.add(place.file(key + ".pub").toString());
        SshPlace.command(words.toArray(String[]::new));
    }
}
