package jforge.declare;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.inventory.SecretSource;
import jforge.plan.Value;
import jforge.source.InventoryException;
import jforge.source.Mark;

/**
 * Secrets in the text that is made of them. Until a field is split into spans, a placeholder stands for each secret, so
 * that whatever is derived from one is known to be, and nothing on the way can show it.
 */
final class Taint {
    private static final char BEGIN = '\uE000';
    private static final char END = '\uE001';

    /** Stands between any two characters of a placeholder, so that a piece of one is known as such. */
    private static final char WEAVE = '\uFDD0';

    private static final String WEAVE_IN_URL = "%EF%B7%90";

    /**
     * Stands in every placeholder for what a secret may hold: whatever escapes text for HTML, XML, JSON, RTF, a string of a
     * program or a list alters it, and the piece left is known. Else the placeholder would be escaped and the secret not.
     */
    private static final String PROBE = woven("x<&>\"'\\/{}\n") + WEAVE + " x" + WEAVE;

    private final SecretSource source;
    private final List<String> names;
    private final String runKey;
    private final Pattern placeholder;

    /** @param runKey drawn anew for each run, hex digits, so that no text can hold a placeholder by chance */
    Taint(SecretSource source, List<String> names, String runKey) {
        if (!runKey.matches("[0-9a-f]{16,64}")) {
            throw new IllegalArgumentException("the run's key must be 16 to 64 hex digits");
        }
        this.source = source;
        this.names = List.copyOf(names);
        this.runKey = runKey;
        this.placeholder = Pattern.compile(
                Pattern.quote(BEGIN + PROBE + woven(runKey + "-") + WEAVE) + "([0-9" + WEAVE + "]+)" + END);
    }

    List<String> names() {
        return names;
    }

    /** What stands for the secret. */
    String placeholder(String name) {
        return BEGIN + PROBE + woven(runKey + "-" + names.indexOf(name)) + END;
    }

    private static String woven(String text) {
        return String.join(String.valueOf(WEAVE), text.split(""));
    }

    static boolean in(String text) {
        return text.indexOf(BEGIN) >= 0 || text.indexOf(WEAVE) >= 0 || text.indexOf(END) >= 0;
    }

    /**
     * The text with its secrets, each a secret span.
     *
     * @throws InventoryException if a secret is not to be had, or the text has a piece of a placeholder
     */
    Value.Text split(String text, Mark mark) {
        List<Value.Span> spans = new ArrayList<>();
        Matcher matcher = placeholder.matcher(text);
        int from = 0;
        while (matcher.find()) {
            plain(text.substring(from, matcher.start()), mark, spans);
            int index = Integer.parseInt(matcher.group(1).replace(String.valueOf(WEAVE), ""));
            spans.add(new Value.Span(source.reveal(names.get(index)), true));
            from = matcher.end();
        }
        plain(text.substring(from), mark, spans);
        return new Value.Text(spans);
    }

    private void plain(String text, Mark mark, List<Value.Span> spans) {
        if (in(text) || text.contains(WEAVE_IN_URL)) {
            throw new InventoryException(
                    mark, "a secret was cut or changed on its way here; a secret can only be inserted whole");
        }
        if (!text.isEmpty()) {
            spans.add(new Value.Span(text, false));
        }
    }
}
