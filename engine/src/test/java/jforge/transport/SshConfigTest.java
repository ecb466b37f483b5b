package jforge.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our reading of a configuration against {@code ssh -G}. {@code ;} stands for a line's end, {@code ^} for a quote, {@code ~}
 * before a digit for a tab, {@code @/} for the folder that holds it.
 */
class SshConfigTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvFileSource(resources = "ssh-config.cases", delimiter = '|', quoteCharacter = '`')
    void readsAsSsh(String call, String text) throws Exception {
        write("one", "Host web1;User one;Port 11");
        write("two", "Port 22022;Host db;User two");
        write("back", "Host db;Include @/sub/deep/a.conf;Host web1;User never");
        write("sub/deep/a.conf", "HostName 10.0.0.9;Host db;IdentityFile /keys/deep");
        write("sub/deep/b.conf", "HostName 10.0.0.10;User b");
        Path file = write("config", text);
        List<String> words = List.of(call.split(" "));
        String host = words.get(words.size() - 1);
        SshSettings settings = SshConfig.read(file)
                .of(
                        host,
                        call.startsWith("-l") ? words.get(1) : null,
                        call.startsWith("-p") ? OptionalInt.of(Integer.parseInt(words.get(1))) : OptionalInt.empty());
        String said = ssh(file, words);
        read(settings).forEach((key, value) -> assertEquals(usual(all(said, key)), value, key + " in\n" + said));
    }

    /** Those that ssh prints, as it prints them. */
    private static Map<String, List<String>> read(SshSettings settings) throws IOException {
        Map<String, List<String>> read = new LinkedHashMap<>();
        read.put("hostname", List.of(settings.hostName()));
        read.put("user", List.of(settings.user().orElse(System.getProperty("user.name"))));
        read.put("port", List.of(String.valueOf(settings.port().orElse(22))));
        read.put("identitiesonly", yes(settings.identitiesOnly()));
        read.put("hashknownhosts", yes(settings.hashKnownHosts()));
        read.put("pubkeyauthentication", yes(settings.pubkeyAuthentication()));
        read.put("passwordauthentication", yes(settings.passwordAuthentication()));
        read.put("kbdinteractiveauthentication", yes(settings.kbdInteractiveAuthentication()));
        read.put(
                "stricthostkeychecking",
                List.of(settings.strictHostKeyChecking().orElse("ask")));
        read.put(
                "connecttimeout",
                settings.connectTimeout()
                        .map(t -> List.of(String.valueOf(t.toSeconds())))
                        .orElse(List.of()));
        read.put(
                "serveraliveinterval",
                List.of(settings.serverAliveInterval()
                        .map(t -> String.valueOf(t.toSeconds()))
                        .orElse("0")));
        read.put(
                "serveralivecountmax",
                List.of(String.valueOf(settings.serverAliveCountMax().orElse(3))));
        read.put("hostkeyalias", settings.hostKeyAlias().stream().toList());
        read.put(
                "proxyjump",
                settings.proxyJump().map(j -> j.replace("ssh://", "")).stream().toList());
        read.put("proxycommand", settings.proxyCommand().stream().toList());
        read.put(
                "identityagent",
                settings.identityAgent().stream().filter(a -> !a.equals("none")).toList());
        read.put("certificatefile", settings.certificateFiles());
        read.put("revokedhostkeys", settings.revokedHostKeys().stream().toList());
        settings.hostKeyAlgorithms().ifPresent(list -> read.put("hostkeyalgorithms", List.of(list)));
        settings.pubkeyAcceptedAlgorithms().ifPresent(list -> read.put("pubkeyacceptedalgorithms", List.of(list)));
        if (!settings.identityFiles().isEmpty()) {
            read.put("identityfile", settings.identityFiles());
        }
        if (!settings.userKnownHostsFiles().isEmpty()) {
            read.put("userknownhostsfile", List.of(String.join(" ", settings.userKnownHostsFiles())));
        }
        if (!settings.globalKnownHostsFiles().isEmpty()) {
            read.put("globalknownhostsfile", List.of(String.join(" ", settings.globalKnownHostsFiles())));
        }
        return read;
    }

    private static List<String> yes(boolean is) {
        return List.of(is ? "yes" : "no");
    }

    /** {@code ssh} leaves {@code ~} and tokens but for known_hosts' to be replaced later, and says true for yes. */
    private static List<String> usual(List<String> said) {
        String home = System.getProperty("user.home");
        return said.stream()
                .map(t -> t.equals("true") ? "yes" : t.equals("false") ? "no" : t.replace("~", home))
                .map(t -> t.replace("%h %p", "web1 22"))
                .filter(t -> !t.equals("none") && !t.equals("SSH_AUTH_SOCK") || said.size() > 1)
                .toList();
    }

    @Test
    void tokensAndVariables() throws IOException {
        String home = System.getProperty("user.home");
        String path = System.getenv("PATH");
        SshSettings settings = SshConfig.read(write(
                        "config",
                        "HostName h.example;User u;IdentityFile %d/%n-%h-%p-%r-%%-%k;CertificateFile ~/c;"
                                + "CertificateFile ${PATH}/%x;IdentityAgent $PATH;ProxyCommand nc %h %p"))
                .of("web1", null, OptionalInt.of(23));
        assertEquals(List.of(home + "/web1-h.example-23-u-%-web1"), settings.identityFiles());
        assertEquals(List.of(home + "/c", path + "/%x"), settings.certificateFiles());
        assertEquals(path, settings.identityAgent().orElseThrow());
        assertEquals("nc h.example 23", settings.proxyCommand().orElseThrow());
    }

    @Test
    void includesInACircleAreRefused() throws IOException {
        Path file = write("circle", "Include @/circle");
        String message =
                assertThrows(IOException.class, () -> SshConfig.read(file)).getMessage();
        assertTrue(message.contains("included in itself"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Port none | port has to be a number from 1 to 65535, not none",
                "Port 70000 | port has to be a number from 1 to 65535, not 70000",
                "IdentitiesOnly maybe | identitiesonly has to be yes or no, not maybe",
                "StrictHostKeyChecking maybe | stricthostkeychecking has to be yes, no, ask or accept-new, not maybe",
                "ConnectTimeout soon | connecttimeout has to be a time such as 10 or 1m30s, not soon"
            })
    void whatMakesNoSense(String line, String problem) throws IOException {
        Path file = write("config", "User a;" + line);
        String message = assertThrows(
                        IOException.class, () -> SshConfig.read(file).of("web1", null, OptionalInt.empty()))
                .getMessage();
        assertEquals(file + ":2: " + problem, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "User a | ''",
                "Host other;AddressFamily inet6 | ''",
                "AddressFamily any | ''",
                "AddressFamily inet6 | 1: addressfamily is not supported",
                "Host *;CanonicalizeHostname yes | 2: canonicalizehostname is not supported",
                "ProxyUseFdpass yes | 1: proxyusefdpass is not supported",
                "Match exec true;User a | 1: Match exec is not looked at: its block is left out",
                "Match host web1 exec true;User a | 1: Match exec is not looked at",
                "Frobnicate yes | 1: frobnicate is no keyword of ssh",
                "IgnoreUnknown x,frob*;Frobnicate yes | ''",
                "SendEnv LANG LC_*;GSSAPIAuthentication yes;ControlMaster auto | ''"
            })
    void whatIsMissed(String text, String warning) throws IOException {
        Path file = write("config", text);
        SshSettings settings = SshConfig.read(file).of("web1", null, OptionalInt.empty());
        List<String> warnings = settings.warnings();
        assertEquals(warning.isEmpty() ? 0 : 1, warnings.size(), warnings.toString());
        warnings.forEach(w -> assertTrue(w.startsWith(file + ":" + warning), w));
        assertTrue(settings.user().isEmpty() || !text.contains("exec"), "a block that isn't looked at");
    }

    private Path write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        String lines = Pattern.compile("~(?=[0-9])")
                .matcher(text.replace(';', '\n').replace('^', '"').replace("@/", dir + "/"))
                .replaceAll("\t");
        return Files.writeString(file, lines + "\n");
    }

    private static List<String> all(String said, String key) {
        return said.lines()
                .filter(l -> l.startsWith(key + " "))
                .map(l -> l.substring(key.length() + 1))
                .toList();
    }

    private static String ssh(Path file, List<String> call) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("ssh", "-G", "-F", file.toString()));
        words.addAll(call);
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
