package jforge.transport;

import static jforge.transport.SshPlace.asking;
import static jforge.transport.SshPlace.refusal;
import static jforge.transport.SshPlace.whoami;
import static jforge.transport.SshPlace.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import jforge.hosts.TestHost;
import jforge.transport.SshPlace.Answers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts are believed: keys that are new, changed or revoked, and certificates, of a real sshd. */
class HostKeyTest {
    private static final Access.HostKeys ACCEPT = new Access.HostKeys(true, false, null, null);

    @TempDir
    static Path dir;

    private static SshPlace place;
    private static TestHost host;

    @BeforeAll
    static void start() throws Exception {
        place = new SshPlace(dir);
        host = TestHost.start();
        place.keygen("ed25519", "ca", "");
        place.keygen("ed25519", "other", "");
        host.exec("printf 'HostCertificate /etc/ssh/host-cert.pub\\n' >/etc/ssh/sshd_config.d/cert.conf");
    }

    @AfterAll
    static void end() {
        host.close();
    }

    private static String name() {
        return "[127.0.0.1]:" + host.port();
    }

    private static String key() {
        return host.exec("cat /etc/ssh/ssh_host_ed25519_key.pub");
    }

    /** @param alias null for the address */
    private static Target knowing(@Nullable String alias, Path... files) {
        Target usual = host.target();
        List<String> known = List.of(files).stream().map(Path::toString).toList();
        return new Target(
                "web1",
                usual.kind(),
                usual.address(),
                usual.port(),
                "root",
                usual.become(),
                usual.identityFiles(),
                known,
                alias);
    }

    private static Path write(String name, String... lines) throws IOException {
        return Files.writeString(place.file(name), String.join("\n", lines));
    }

    @Test
    void aNewKeyIsAddedWhereThatIsAskedFor() throws Exception {
        Path file = dir.resolve("new/known_hosts");
        Target strict = knowing(null, file);
        assertTrue(refusal(new Connector(), strict).contains("is not known"));
        assertFalse(Files.exists(file));
        Answers told = new Answers();
        assertEquals("root", whoami(asking(told), with(strict, ACCEPT)));
        assertEquals(1, told.told.size());
        assertTrue(
                told.told.get(0).startsWith("web1: its host key was not known; believed, and added to " + file),
                told.told.get(0));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(SshPlace.command("ssh-keygen", "-F", name(), "-f", file.toString())
                .contains("ssh-ed25519"));
        assertEquals("root", whoami(new Connector(), strict), "known from then on");
        assertEquals(1, told.told.size());
    }

    @Test
    void aNewKeyIsAddedHashedBehindALineWithoutEnd() throws Exception {
        Path file = write("unended", "other.example " + place.text("other.pub").strip());
        Access.HostKeys hashed = new Access.HostKeys(true, true, null, null);
        assertEquals("root", whoami(new Connector(), with(knowing(null, file), hashed)));
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).startsWith("|1|"), lines.get(1));
        assertFalse(lines.get(1).contains("127.0.0.1"));
        assertTrue(SshPlace.command("ssh-keygen", "-F", name(), "-f", file.toString())
                .contains("found: line 2"));
        assertEquals("root", whoami(new Connector(), knowing(null, file)));
    }

    @Test
    void aChangedKeyIsNeverAccepted() throws Exception {
        Path file = write("changed", name() + " " + place.text("other.pub"));
        String before = Files.readString(file);
        String refused = refusal(new Connector(), with(knowing(null, file), ACCEPT));
        assertTrue(refused.contains("HAS CHANGED"), refused);
        assertEquals(before, Files.readString(file));
    }

    @Test
    void aDeviceKeepsNothing() throws Exception {
        Answers told = new Answers();
        assertEquals("root", whoami(asking(told), with(knowing(null, Path.of("/dev/null")), ACCEPT)));
        assertEquals(1, told.told.size());
        String full = refusal(new Connector(), with(knowing(null, Path.of("/proc/no/known_hosts")), ACCEPT));
        assertTrue(full.contains("is not known, and can't be added to /proc/no/known_hosts"), full);
    }

    @Test
    void whatIsRevokedBeatsAll() throws Exception {
        String good = name() + " " + key();
        String bad = "@revoked * " + key();
        for (Path file : List.of(write("after", good, bad), write("before", bad, good))) {
            String refused = refusal(new Connector(), with(knowing(null, file), ACCEPT));
            assertTrue(refused.contains("that is revoked in " + file), refused);
        }
        Path list = write("list", "# a comment", key());
        Access.HostKeys listed = new Access.HostKeys(true, false, list.toString(), null);
        String refused = refusal(new Connector(), with(knowing(null, write("good", good)), listed));
        assertTrue(refused.contains("that is revoked in " + list + ":2"), refused);
        SshPlace.command(
                "ssh-keygen",
                "-q",
                "-k",
                "-f",
                place.file("krl").toString(),
                place.file("other.pub").toString());
        Access.HostKeys binary =
                new Access.HostKeys(true, false, place.file("krl").toString(), null);
        String krl = refusal(new Connector(), with(knowing(null, place.file("good")), binary));
        assertTrue(krl.contains("a binary list (KRL), which isn't supported"), krl);
    }

    @Test
    void algorithmsAreChosen() throws Exception {
        Path good = write("chosen", name() + " " + key());
        Access.HostKeys none = new Access.HostKeys(false, false, null, "-ssh-ed25519");
        String refused = refusal(new Connector(), with(knowing(null, good), none));
        assertTrue(refused.contains("no SSH connection came about"), refused);
        Access.HostKeys one = new Access.HostKeys(false, false, null, "ssh-ed25519,rsa-sha2-512");
        assertEquals("root", whoami(new Connector(), with(knowing(null, good), one)));
    }

    /** What is signed, as whom, and how it ends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-h -n 127.0.0.1 -V +1h | 127.0.0.1 | in",
                "-h -n *.example,127.* -V +1h | 127.0.0.1 | in",
                "-h -n web1.example -V +1h | web1.example | in",
                "-h -V +1h | 127.0.0.1 | in",
                "-h -n 127.0.0.1 -V 20200101:20200102 | 127.0.0.1 | Certificate is valid before",
                "-h -n 127.0.0.1 -V 20900101:20900102 | 127.0.0.1 | Certificate is valid after",
                "-h -n db1.example -V +1h | 127.0.0.1 | doesn't match any of the principals",
                "-n 127.0.0.1 -V +1h | 127.0.0.1 | it is a user's certificate",
            })
    void certificates(String signed, String who, String ends) throws Exception {
        certify("ca", signed);
        Path authority = write("authority", "@cert-authority * " + place.text("ca.pub"));
        Target target = knowing(who.startsWith("127") ? null : who, authority);
        if (ends.equals("in")) {
            assertEquals("root", whoami(new Connector(), target));
        } else {
            String refused = refusal(new Connector(), target);
            assertTrue(refused.contains("as " + authority + ":1 wants, but it does not fit: "), refused);
            assertTrue(refused.contains(ends), refused);
        }
    }

    @Test
    void authoritiesThatDoNotCount() throws Exception {
        certify("ca", "-h -n 127.0.0.1 -V +1h");
        String ca = place.text("ca.pub");
        Path revoked = write("revoked-ca", "@cert-authority * " + ca, "@revoked * " + ca);
        assertTrue(refusal(new Connector(), knowing(null, revoked)).contains("that is revoked in"));
        Path revokedKey = write("revoked-key", "@cert-authority * " + ca, "@revoked * " + key());
        assertTrue(refusal(new Connector(), knowing(null, revokedKey)).contains("that is revoked in"));
        Path other = write("other-ca", "@cert-authority * " + place.text("other.pub"));
        String stranger = refusal(new Connector(), knowing(null, other));
        assertTrue(stranger.contains("known_hosts has an authority for it, " + other + ":1"), stranger);
        Path plain = write("plain", name() + " " + ca);
        String asKey = refusal(new Connector(), knowing(null, plain));
        assertTrue(asKey.contains("HAS CHANGED"), "an authority's key is no host's: " + asKey);
        Path both = write("both", "@cert-authority * " + place.text("other.pub"), name() + " " + key());
        assertEquals("root", whoami(new Connector(), knowing(null, both)), "by its key alone, as ssh does");
    }

    private static void certify(String authority, String words) throws Exception {
        write("host.pub", key());
        List<String> call = new ArrayList<>(
                List.of("ssh-keygen", "-q", "-s", place.file(authority).toString(), "-I", "host"));
        call.addAll(List.of(words.split(" ")));
        call.add(place.file("host.pub").toString());
        SshPlace.command(call.toArray(String[]::new));
        host.exec("echo '" + place.text("host-cert.pub").strip() + "' >/etc/ssh/host-cert.pub;"
                + " systemctl reset-failed ssh; systemctl restart ssh");
    }
}
