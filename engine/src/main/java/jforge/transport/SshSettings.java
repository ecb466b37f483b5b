package jforge.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an OpenSSH configuration says of one host; empty where it says nothing. Paths have {@code ~}, {@code ${VARIABLE}}
 * and tokens such as {@code %h} replaced.
 */
public final class SshSettings {
    private static final Pattern PART_OF_TIME = Pattern.compile("([0-9]+)([a-z]?)");

    private final String original;
    private final Map<String, SshConfigFile.Setting> first;
    private final Map<String, List<SshConfigFile.Setting>> lists;
    private final List<String> warnings;
    private final SshTokens tokens;

    SshSettings(
            String original,
            Map<String, SshConfigFile.Setting> first,
            Map<String, List<SshConfigFile.Setting>> lists,
            List<String> warnings)
            throws IOException {
        this.original = original;
        this.first = Map.copyOf(first);
        this.lists = Map.copyOf(lists);
        this.warnings = warnings;
        String me = System.getProperty("user.name");
        int port = port().orElse(22);
        this.tokens = new SshTokens(original, hostName(), port, user().orElse(me), hostKeyAlias());
        check();
    }

    /** So that what makes no sense is found when it is read. */
    private void check() throws IOException {
        strictHostKeyChecking();
        connectTimeout();
        serverAliveInterval();
        for (String key : List.of(
                "identitiesonly",
                "hashknownhosts",
                "pubkeyauthentication",
                "passwordauthentication",
                "kbdinteractiveauthentication")) {
            is(key, false);
        }
    }

    /** The name or address to connect to, in lower case. */
    public String hostName() {
        return one("hostname")
                .map(name -> name.replace("%%", "\0").replace("%h", original).replace("\0", "%"))
                .orElse(original)
                .toLowerCase(Locale.ROOT);
    }

    public Optional<String> user() {
        return one("user");
    }

    /** 1 to 65535. */
    public OptionalInt port() throws IOException {
        Optional<String> text = one("port");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        String number = text.get();
        if (!number.matches("[0-9]{1,5}") || Integer.parseInt(number) < 1 || Integer.parseInt(number) > 65_535) {
            throw senseless("port", "a number from 1 to 65535");
        }
        return OptionalInt.of(Integer.parseInt(number));
    }

    /** In lower case. */
    public Optional<String> hostKeyAlias() {
        return one("hostkeyalias").map(name -> name.toLowerCase(Locale.ROOT));
    }

    /** In order; {@code none} alone where no key is to be offered. */
    public List<String> identityFiles() {
        return paths("identityfile");
    }

    /** Certificates of the user's keys. */
    public List<String> certificateFiles() {
        return paths("certificatefile").stream().filter(f -> !f.equals("none")).toList();
    }

    public boolean identitiesOnly() throws IOException {
        return is("identitiesonly", false);
    }

    /** The agent's socket; {@code none} where there is to be none; empty for the one that the environment names. */
    public Optional<String> identityAgent() {
        Optional<String> text = one("identityagent");
        if (text.isEmpty() || text.get().equals("SSH_AUTH_SOCK")) {
            return Optional.empty();
        }
        String path = text.get();
        return Optional.of(
                path.startsWith("$") && !path.startsWith("${")
                        ? Optional.ofNullable(System.getenv(path.substring(1))).orElse("none")
                        : tokens.path(path));
    }

    /** The hops, {@code [user@]host[:port]} with commas between; empty for {@code none} as well. */
    public Optional<String> proxyJump() {
        return Optional.ofNullable(first.get("proxyjump"))
                .map(s -> String.join("", s.values()))
                .filter(SshSettings::asked);
    }

    /** A command whose standard input and output are the connection; empty for {@code none} as well. */
    public Optional<String> proxyCommand() {
        return Optional.ofNullable(first.get("proxycommand"))
                .map(SshConfigFile.Setting::rest)
                .filter(SshSettings::asked)
                .map(tokens::replace);
    }

    private static boolean asked(String text) {
        return !text.equalsIgnoreCase("none");
    }

    public List<String> userKnownHostsFiles() {
        return paths("userknownhostsfile");
    }

    public List<String> globalKnownHostsFiles() {
        return paths("globalknownhostsfile");
    }

    /** A list of keys that no host may have. */
    public Optional<String> revokedHostKeys() {
        return paths("revokedhostkeys").stream().findFirst().filter(SshSettings::asked);
    }

    /** {@code yes}, {@code no}, {@code ask} or {@code accept-new}. */
    public Optional<String> strictHostKeyChecking() throws IOException {
        Optional<String> text = one("stricthostkeychecking").map(t -> t.toLowerCase(Locale.ROOT));
        if (text.isEmpty()) {
            return text;
        }
        return Optional.of(
                switch (text.get()) {
                    case "yes", "true" -> "yes";
                    case "no", "false", "off" -> "no";
                    case "ask", "accept-new" -> text.get();
                    default -> throw senseless("stricthostkeychecking", "yes, no, ask or accept-new");
                });
    }

    public boolean hashKnownHosts() throws IOException {
        return is("hashknownhosts", false);
    }

    /** How long a host may take to answer. */
    public Optional<Duration> connectTimeout() throws IOException {
        return time("connecttimeout");
    }

    /** How often to ask whether the other side is still there. */
    public Optional<Duration> serverAliveInterval() throws IOException {
        return time("serveraliveinterval");
    }

    /** How many of these may stay without an answer. */
    public Optional<Integer> serverAliveCountMax() throws IOException {
        Optional<String> text = one("serveralivecountmax");
        if (text.isPresent() && !text.get().matches("[0-9]{1,6}")) {
            throw senseless("serveralivecountmax", "a number");
        }
        return text.map(Integer::valueOf);
    }

    /** As written: a list, or {@code +}, {@code -} or {@code ^} and a list. */
    public Optional<String> hostKeyAlgorithms() {
        return one("hostkeyalgorithms");
    }

    /** As written: a list, or {@code +}, {@code -} or {@code ^} and a list. */
    public Optional<String> pubkeyAcceptedAlgorithms() {
        return one("pubkeyacceptedalgorithms");
    }

    public boolean pubkeyAuthentication() throws IOException {
        Optional<String> text = one("pubkeyauthentication");
        return text.isPresent() && List.of("unbound", "host-bound").contains(text.get())
                || is("pubkeyauthentication", true);
    }

    public boolean passwordAuthentication() throws IOException {
        return is("passwordauthentication", true);
    }

    public boolean kbdInteractiveAuthentication() throws IOException {
        return is("kbdinteractiveauthentication", true);
    }

    /** What is missed although it bears on whether the host is reached; with file and line. */
    public List<String> warnings() {
        return warnings;
    }

    private Optional<String> one(String key) {
        return Optional.ofNullable(first.get(key)).map(s -> s.values().get(0));
    }

    private List<String> paths(String key) {
        List<String> texts = new ArrayList<>();
        if (lists.containsKey(key)) {
            lists.get(key).forEach(s -> texts.add(s.values().get(0)));
        } else if (first.containsKey(key)) {
            texts.addAll(first.get(key).values());
        }
        return texts.stream().map(tokens::path).distinct().toList();
    }

    private boolean is(String key, boolean otherwise) throws IOException {
        Optional<String> text = one(key).map(t -> t.toLowerCase(Locale.ROOT));
        if (text.isEmpty()) {
            return otherwise;
        }
        return switch (text.get()) {
            case "yes", "true" -> true;
            case "no", "false", "unbound", "host-bound" -> false;
            default -> throw senseless(key, "yes or no");
        };
    }

    private Optional<Duration> time(String key) throws IOException {
        Optional<String> text = one(key).filter(t -> !t.equals("none"));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.get().matches("([0-9]{1,8}[sSmMhHdDwW]?)+")) {
            throw senseless(key, "a time such as 10 or 1m30s");
        }
        long seconds = 0;
        Matcher parts = PART_OF_TIME.matcher(text.get().toLowerCase(Locale.ROOT));
        while (parts.find()) {
            seconds += Long.parseLong(parts.group(1))
                    * switch (parts.group(2)) {
                        case "m" -> 60;
                        case "h" -> 3600;
                        case "d" -> 86_400;
                        case "w" -> 604_800;
                        default -> 1;
                    };
        }
        return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    private IOException senseless(String key, String wanted) {
        SshConfigFile.Setting setting = first.get(key);
        return setting == null
                ? new IOException(key + " has to be " + wanted)
                : new IOException(setting.place() + ": " + key + " has to be " + wanted + ", not "
                        + setting.values().get(0));
    }
}
