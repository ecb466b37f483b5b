package jforge.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a configuration for one host, from top to bottom: a {@code Match} sees what stands above it. There is a
 * second where a {@code Match final} asks for it, which begins with the values of the first.
 */
final class SshConfigPass {
    /** Those of which each line adds a value. */
    private static final Set<String> LISTS = Set.of("identityfile", "certificatefile");

    private static final Map<String, String> OLD_NAMES = Map.of(
            "pubkeyacceptedkeytypes", "pubkeyacceptedalgorithms",
            "challengeresponseauthentication", "kbdinteractiveauthentication",
            "skeyauthentication", "kbdinteractiveauthentication",
            "tisauthentication", "kbdinteractiveauthentication");

    private final String original;
    private final String host;
    private final boolean last;
    private final Map<String, SshConfigFile.Setting> first = new LinkedHashMap<>();
    private final Map<String, List<SshConfigFile.Setting>> lists = new LinkedHashMap<>();
    private final Map<SshConfigFile.Block, Boolean> decided = new IdentityHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private boolean asksForFinal;

    /**
     * @param original the name as it was given
     * @param host what {@code Host} patterns are held against
     * @param last whether {@code Match final} matches
     */
    SshConfigPass(String original, String host, @Nullable String user, OptionalInt port, boolean last) {
        this.original = original;
        this.host = host;
        this.last = last;
        if (user != null) {
            given("user", user);
        }
        port.ifPresent(number -> given("port", String.valueOf(number)));
    }

    private void given(String key, String value) {
        first.put(key, new SshConfigFile.Setting(List.of(), key, List.of(value), value, "the inventory"));
    }

    /** Keeps what an earlier pass found. */
    void carry(SshConfigPass before) {
        first.putAll(before.first);
        before.lists.forEach((key, values) -> lists.put(key, new ArrayList<>(values)));
        warnings.addAll(before.warnings);
        given("hostname", host);
    }

    void read(List<SshConfigFile.Setting> all) {
        for (SshConfigFile.Setting setting : all) {
            if (setting.blocks().stream().allMatch(this::within)) {
                take(setting);
            }
        }
    }

    boolean asksForFinal() {
        return asksForFinal && !last;
    }

    SshSettings settings() throws IOException {
        SshKeywords keywords = new SshKeywords(first);
        warnings.addAll(keywords.warnings());
        return new SshSettings(original, first, lists, List.copyOf(warnings));
    }

    private void take(SshConfigFile.Setting setting) {
        String key = OLD_NAMES.getOrDefault(setting.key(), setting.key());
        if (LISTS.contains(key)) {
            List<SshConfigFile.Setting> list = lists.computeIfAbsent(key, k -> new ArrayList<>());
            if (list.stream()
                    .noneMatch(s -> s.values().get(0).equals(setting.values().get(0)))) {
                list.add(setting);
            }
            return;
        }
        boolean proxy = key.equals("proxyjump") || key.equals("proxycommand");
        if (!proxy || !first.containsKey("proxyjump") && !first.containsKey("proxycommand")) {
            first.putIfAbsent(key, setting);
        }
    }

    private boolean within(SshConfigFile.Block block) {
        // no computeIfAbsent: to decide looks at values, never at other blocks
        Boolean known = decided.get(block);
        boolean is = known != null ? known : block.match() ? matches(block) : Glob.list(block.words(), host);
        decided.put(block, is);
        return is;
    }

    private boolean matches(SshConfigFile.Block block) {
        List<String> words = new ArrayList<>();
        for (String word : block.words()) {
            int equals = word.indexOf('=');
            boolean attribute = equals > 0 && word.substring(0, equals).matches("!?[a-zA-Z]+");
            words.addAll(attribute ? List.of(word.substring(0, equals), word.substring(equals + 1)) : List.of(word));
        }
        boolean all = true;
        for (int i = 0; i < words.size(); i++) {
            boolean negated = words.get(i).startsWith("!");
            String criterion = words.get(i).substring(negated ? 1 : 0).toLowerCase(Locale.ROOT);
            if (criterion.equals("final")) {
                asksForFinal = true;
            }
            Boolean simple = alone(criterion);
            if (simple != null) {
                all &= simple != negated;
                continue;
            }
            String argument = ++i < words.size() ? words.get(i) : "";
            String subject = subject(criterion);
            if (subject == null) {
                warnings.add(block.place() + ": Match " + criterion + " is not looked at: its block is left out");
                return false;
            }
            all &= Glob.list(List.of(argument.split(",")), subject) != negated;
        }
        return all;
    }

    /** Of a criterion without an argument; null of any other. */
    private @Nullable Boolean alone(String criterion) {
        return switch (criterion) {
            case "all" -> true;
            case "final" -> last;
            case "canonical" -> false;
            default -> null;
        };
    }

    private @Nullable String subject(String criterion) {
        String me = System.getProperty("user.name");
        return switch (criterion) {
            case "host" -> now("hostname", host).replace("%h", original);
            case "originalhost" -> original;
            case "user" -> now("user", me);
            case "localuser" -> me;
            default -> null;
        };
    }

    private String now(String key, String otherwise) {
        SshConfigFile.Setting setting = first.get(key);
        return setting == null ? otherwise : setting.values().get(0);
    }
}
