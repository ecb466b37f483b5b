package jforge.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An OpenSSH client configuration, as far as it says where and as whom to log in: {@code Host} blocks with patterns, and
 * the keywords of {@link Entry}, in this file and those that it includes. The first value wins. Other keywords and {@code
 * Match} blocks are passed over.
 *
 * <p>Keys come from files alone, so {@code IdentitiesOnly}, which leaves out an agent's, changes nothing.
 */
public final class SshConfig {
    private final List<SshConfigFile.Setting> settings;

    private SshConfig(List<SshConfigFile.Setting> settings) {
        this.settings = List.copyOf(settings);
    }

    /**
     * What the file says of one host; lists are empty where it says nothing. Paths have {@code ~} and the tokens {@code %d %h
     * %n %p %r %u %%} replaced.
     */
    public record Entry(
            Optional<String> hostName,
            Optional<String> user,
            Optional<Integer> port,
            Optional<String> hostKeyAlias,
            boolean identitiesOnly,
            List<String> identityFiles,
            List<String> userKnownHostsFiles,
            List<String> globalKnownHostsFiles) {}

    /** No file: nothing is said of any host. */
    public static SshConfig empty() {
        return new SshConfig(List.of());
    }

    /** @throws IOException if the file can't be read */
    public static SshConfig read(Path file) throws IOException {
        return new SshConfig(SshConfigFile.read(file));
    }

    /** @param host the name as the inventory gives it */
    public Entry entry(String host) {
        List<SshConfigFile.Setting> mine = settings.stream()
                .filter(s -> s.blocks().stream().allMatch(patterns -> matches(patterns, host)))
                .toList();
        Optional<String> user = first(mine, "user");
        Optional<Integer> port =
                first(mine, "port").filter(p -> p.matches("[0-9]{1,5}")).map(Integer::valueOf);
        Optional<String> hostName = first(mine, "hostname")
                .map(h -> h.replace("%%", "\0").replace("%h", host).replace("\0", "%"));
        String home = System.getProperty("user.home");
        String me = System.getProperty("user.name");
        List<String> tokens = List.of(
                "%d",
                home,
                "%h",
                hostName.orElse(host),
                "%n",
                host,
                "%p",
                String.valueOf(port.orElse(22)),
                "%r",
                user.orElse(me),
                "%u",
                me,
                "%%",
                "%");
        List<String> identities = mine.stream()
                .filter(s -> s.key().equals("identityfile"))
                .map(s -> path(s.values().get(0), tokens))
                .distinct()
                .toList();
        return new Entry(
                hostName,
                user,
                port,
                first(mine, "hostkeyalias"),
                first(mine, "identitiesonly").filter("yes"::equals).isPresent(),
                identities,
                paths(mine, "userknownhostsfile", tokens),
                paths(mine, "globalknownhostsfile", tokens));
    }

    private static boolean matches(List<String> patterns, String host) {
        boolean found = false;
        for (String pattern : patterns) {
            if (pattern.startsWith("!") && Glob.matches(pattern.substring(1), host)) {
                return false;
            }
            found |= Glob.matches(pattern, host);
        }
        return found;
    }

    private static Optional<String> first(List<SshConfigFile.Setting> settings, String key) {
        return settings.stream()
                .filter(s -> s.key().equals(key))
                .map(s -> s.values().get(0))
                .findFirst();
    }

    private static List<String> paths(List<SshConfigFile.Setting> settings, String key, List<String> tokens) {
        return settings.stream()
                .filter(s -> s.key().equals(key))
                .findFirst()
                .map(s -> s.values().stream().map(v -> path(v, tokens)).toList())
                .orElse(List.of());
    }

    /** @param tokens a token and what it stands for, by turns */
    private static String path(String text, List<String> tokens) {
        String whole = text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < whole.length(); i++) {
            int token = i + 2 <= whole.length() ? tokens.indexOf(whole.substring(i, i + 2)) : -1;
            if (whole.charAt(i) == '%' && token >= 0) {
                out.append(tokens.get(token + 1));
                i++;
            } else {
                out.append(whole.charAt(i));
            }
        }
        return out.toString();
    }
}
