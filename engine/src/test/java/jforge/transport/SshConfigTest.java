package jforge.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our reading of a configuration against {@code ssh -G}. {@code ;} stands for a line's end, {@code ^} for a quote, {@code @} for the folder that holds
 * it.
 */
class SshConfigTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "web1 | Host web1;HostName 10.0.0.1;User deploy;Port 2222",
                "web1 | Host web1;  hostname=10.0.0.1;  USER = deploy;  port\t2222",
                "web2 | Host web1;User a;Host *;User b",
                "web1 | Host *;User b;Host web1;User a;Port 23",
                "web1 | User first;Host web1;User second",
                "web1 | Host web*;User a",
                "web12 | Host web?;User a;Host web??;User c",
                "web1 | Host * !web1;User a;Host *;User b",
                "db | Host web1 db;HostName %h.example.org",
                "web1 | Host web1;IdentityFile ~/.ssh/one;IdentityFile /keys/two;IdentitiesOnly yes",
                "web1 | Host web1;User u;HostName h.example;IdentityFile /keys/%r-%h-x",
                "web1 | IdentityFile %d/keys/%n",
                "web1 | UserKnownHostsFile /a/known /b/known;GlobalKnownHostsFile /c/known",
                "web1 | UserKnownHostsFile ^/a b/known^ ~/k",
                "web1 | HostKeyAlias other;Host *;HostKeyAlias third",
                "web1 | # comment;;Host web1;# another;User a # trailing;Compression yes",
                "web1 | Match host other;User a;Host *;Port 24",
                "web1 | Host ^web1^;User ^a^",
                "web1 | Include @/one;User last",
                "web1 | Host other;Include @/one;Host web1;User last",
                "web1 | Host web*;Include @/one;Port 99",
                "db | Include @/one @/two;User last",
                "db | Include @/[ot]*;User last",
                "db | Include @/missing @/sub/d*/*.conf;User last",
                "db | Include @/back;User last",
            })
    void readsAsSsh(String host, String text) throws Exception {
        write("one", "Host web1;User one;Port 11");
        write("two", "Port 22022;Host db;User two");
        write("back", "Host db;Include @/sub/deep/a.conf;Host web1;User never");
        write("sub/deep/a.conf", "HostName 10.0.0.9;Host db;IdentityFile /keys/deep");
        write("sub/deep/b.conf", "HostName 10.0.0.10;User b");
        Path file = write("config", text);
        String said = ssh(file, host);
        SshConfig.Entry entry = SshConfig.read(file).entry(host);
        assertEquals(one(said, "hostname"), entry.hostName().orElse(host));
        assertEquals(one(said, "user"), entry.user().orElse(System.getProperty("user.name")));
        assertEquals(one(said, "port"), String.valueOf(entry.port().orElse(22)));
        assertEquals(one(said, "identitiesonly"), entry.identitiesOnly() ? "yes" : "no");
        entry.hostKeyAlias().ifPresent(alias -> assertEquals(one(said, "hostkeyalias"), alias));
        if (!entry.identityFiles().isEmpty()) {
            assertEquals(
                    all(said, "identityfile"), entry.identityFiles().stream().toList());
        }
        if (!entry.userKnownHostsFiles().isEmpty()) {
            assertEquals(one(said, "userknownhostsfile"), String.join(" ", entry.userKnownHostsFiles()));
        }
        if (!entry.globalKnownHostsFiles().isEmpty()) {
            assertEquals(one(said, "globalknownhostsfile"), String.join(" ", entry.globalKnownHostsFiles()));
        }
    }

    @Test
    void includesInACircleAreRefused() throws IOException {
        Path file = write("circle", "Include @/circle");
        String message =
                assertThrows(IOException.class, () -> SshConfig.read(file)).getMessage();
        assertTrue(message.contains("included in itself"), message);
    }

    private Path write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        String lines = text.replace(';', '\n').replace('^', '"').replace("@", dir.toString());
        return Files.writeString(file, lines + "\n");
    }

    private static String one(String said, String key) {
        return String.join("|", all(said, key));
    }

    /** The values that ssh gives, which leaves {@code ~} and, but for known_hosts, tokens to be replaced later. */
    private static List<String> all(String said, String key) {
        String home = System.getProperty("user.home");
        return said.lines()
                .filter(l -> l.startsWith(key + " "))
                .map(l -> l.substring(key.length() + 1).replace("~", home).replace("%d", home))
                .map(l -> l.replace("%r-%h", "u-h.example").replace("%n", "web1"))
                .toList();
    }

    private static String ssh(Path file, String host) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("ssh", "-G", "-F", file.toString(), host)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
