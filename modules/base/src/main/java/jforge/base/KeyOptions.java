package jforge.base;

import java.util.Locale;
import java.util.Set;

/** The options in front of a key, as sshd reads them: with one that it doesn't know it ignores the whole line. */
final class KeyOptions {
    private static final Set<String> FLAGS = Set.of(
            "agent-forwarding",
            "cert-authority",
            "no-agent-forwarding",
            "no-port-forwarding",
            "no-pty",
            "no-touch-required",
            "no-user-rc",
            "no-x11-forwarding",
            "port-forwarding",
            "pty",
            "restrict",
            "user-rc",
            "verify-required",
            "x11-forwarding");

    private static final Set<String> SETTINGS = Set.of(
            "command", "environment", "expiry-time", "from", "permitlisten", "permitopen", "principals", "tunnel");

    private KeyOptions() {}

    /** Where the options end: at the first blank outside of quotes. */
    static int end(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ' ' || c == '\t')) {
                return i;
            }
        }
        return line.length();
    }

    /** @throws IllegalArgumentException if sshd wouldn't take them */
    static void check(String options) {
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i <= options.length(); i++) {
            if (i == options.length() || options.charAt(i) == ',' && !quoted) {
                if (quoted) {
                    throw new IllegalArgumentException("a quotation mark of its options is never closed");
                }
                if (!options.isEmpty()) {
                    option(options.substring(from, i));
                }
                from = i + 1;
            } else if (options.charAt(i) == '\\' && i + 1 < options.length() && options.charAt(i + 1) == '"') {
                i++;
            } else if (options.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
    }

    private static void option(String option) {
        int equals = option.indexOf('=');
        String name = (equals < 0 ? option : option.substring(0, equals)).toLowerCase(Locale.ROOT);
        if (equals < 0 ? FLAGS.contains(name) : SETTINGS.contains(name) && isQuoted(option.substring(equals + 1))) {
            return;
        }
        if (SETTINGS.contains(name)) {
            throw new IllegalArgumentException("its option " + name + " needs a value in quotes: " + name + "=\"...\"");
        }
        // what stands in the place of options may be anything, a part of a private key included
        throw new IllegalArgumentException(
                name.matches("[a-z0-9-]{1,24}")
                        ? "sshd knows no option \"" + name + "\" and would ignore the key"
                        : "it begins neither with a key's type, such as ssh-ed25519, nor with options");
    }

    private static boolean isQuoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    }
}
