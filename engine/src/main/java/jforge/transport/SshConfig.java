package jforge.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An OpenSSH client configuration, as far as it says where and as whom to log in: {@code Host} blocks with patterns, and
 * the keywords of {@link Entry}. The first value wins. Other keywords, {@code Match} blocks and {@code Include} are passed
 * over.
 */
public final class SshConfig {
    private record Setting(List<String> hosts, String key, List<String> values) {}

    private final List<Setting> settings;

    private SshConfig(List<Setting> settings) {
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
        List<Setting> settings = new ArrayList<>();
        List<String> hosts = List.of("*");
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            List<String> words = words(line.strip());
            if (words.isEmpty()) {
                continue;
            }
            String key = words.get(0).toLowerCase(Locale.ROOT);
            List<String> values = words.subList(1, words.size());
            if (key.equals("host")) {
                hosts = values;
            } else if (key.equals("match")) {
                hosts = List.of();
            } else if (!values.isEmpty()) {
                settings.add(new Setting(hosts, key, values));
            }
        }
        return new SshConfig(settings);
    }

    /** @param host the name as the inventory gives it */
    public Entry entry(String host) {
        List<Setting> mine =
                settings.stream().filter(s -> matches(s.hosts(), host)).toList();
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

    private static Optional<String> first(List<Setting> settings, String key) {
        return settings.stream()
                .filter(s -> s.key().equals(key))
                .map(s -> s.values().get(0))
                .findFirst();
    }

    private static List<String> paths(List<Setting> settings, String key, List<String> tokens) {
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

    /** A keyword and its values: {@code Key value}, {@code Key=value}, values in double quotes; a comment holds none. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean started = false;
        for (int i = 0; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : ' ';
            boolean between = c == ' ' || c == '\t' || c == '=' && words.size() <= (started ? 0 : 1);
            if (c == '"') {
                quoted = !quoted;
                started = true;
            } else if (!quoted && between) {
                if (started) {
                    words.add(word.toString());
                    word.setLength(0);
                    started = false;
                }
            } else if (!quoted && !started && c == '#') {
                break;
            } else {
                word.append(c);
                started = true;
            }
        }
        return words;
    }
}
