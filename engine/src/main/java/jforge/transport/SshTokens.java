package jforge.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code ~}, {@code ${VARIABLE}} and {@code %} tokens in a configuration stand for. */
final class SshTokens {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

    private final Map<Character, String> tokens = new LinkedHashMap<>();

    SshTokens(String original, String host, int port, String user, Optional<String> alias) {
        tokens.put('%', "%");
        tokens.put('d', System.getProperty("user.home"));
        tokens.put('h', host);
        tokens.put('k', alias.orElse(original));
        tokens.put('n', original);
        tokens.put('p', String.valueOf(port));
        tokens.put('r', user);
        tokens.put('u', System.getProperty("user.name"));
    }

    String path(String text) {
        String whole =
                text.equals("~") || text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text;
        Matcher variables = VARIABLE.matcher(whole);
        return replace(variables.replaceAll(found -> Matcher.quoteReplacement(
                Optional.ofNullable(System.getenv(found.group(1))).orElse(""))));
    }

    String replace(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            String value = text.charAt(i) == '%' && i + 1 < text.length() ? token(text.charAt(i + 1)) : null;
            out.append(value == null ? String.valueOf(text.charAt(i)) : value);
            i += value == null ? 0 : 1;
        }
        return out.toString();
    }

    private @Nullable String token(char name) {
        // only looked up where it is asked for: the name service may be slow
        if (name == 'l' || name == 'L') {
            String here = here();
            return name == 'l' ? here : here.replaceFirst("\\..*", "");
        }
        return tokens.get(name);
    }

    private static String here() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
