package jforge.cli;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A jump host as it is written: {@code [user@]host[:port]}, an IPv6 address with a port in brackets. */
record Hop(@Nullable String user, String host, OptionalInt port) {
    /** @throws IllegalArgumentException if it isn't one */
    static Hop of(String text) {
        String rest = text.replaceFirst("^ssh://", "").replaceFirst("/$", "");
        int at = rest.lastIndexOf('@');
        String user = at > 0 ? rest.substring(0, at) : null;
        rest = rest.substring(at + 1);
        Matcher parts = Pattern.compile(
                        "\\[([^\\]]+)\\](?::([0-9]{1,5}))?|([^:\\[\\]\\s]+)(?::([0-9]{1,5}))?|([0-9a-fA-F:.]+(?:%\\w+)?)")
                .matcher(rest);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no jump host: write [user@]host[:port], an IPv6 address in brackets");
        }
        String host = Stream.of(1, 3, 5)
                .map(parts::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        String port = parts.group(2) != null ? parts.group(2) : parts.group(4);
        return new Hop(user, host, port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
    }
}
