package jforge.pools;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a pool listens. */
sealed interface ListenAddress {
    String MEANT = "a port from 1 to 65535, HOST:PORT, [IPV6]:PORT or the absolute path of a Unix socket";

    /** As a configuration has it. */
    String text();

    /** Both can't be listened on at once. */
    boolean collides(ListenAddress other);

    /** @param host empty for every address */
    record Port(Optional<String> host, int port) implements ListenAddress {
        private static final Set<String> EVERY = Set.of("0.0.0.0", "::");

        @Override
        public String text() {
            return host.map(h -> (h.contains(":") ? "[" + h + "]" : h) + ":").orElse("") + port;
        }

        @Override
        public boolean collides(ListenAddress other) {
            return other instanceof Port o && o.port == port && (isEvery() || o.isEvery() || plain().equals(o.plain()));
        }

        private boolean isEvery() {
            return host.isEmpty() || EVERY.contains(host.get());
        }

        private String plain() {
            return host.orElse("").replace("localhost", "127.0.0.1");
        }
    }

    record Socket(String path) implements ListenAddress {
        @Override
        public String text() {
            return path;
        }

        @Override
        public boolean collides(ListenAddress other) {
            return equals(other);
        }
    }

    /** Empty where the text is none. */
    static Optional<ListenAddress> of(String text) {
        if (text.startsWith("/")) {
            return text.getBytes(StandardCharsets.UTF_8).length <= Shape.LONGEST_PATH
                    ? Optional.of(new Socket(text))
                    : Optional.empty();
        }
        Matcher parts = Shape.PORT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(parts.group(3));
        Optional<String> host = Optional.ofNullable(parts.group(1) != null ? parts.group(1) : parts.group(2));
        return port >= 1 && port <= 65535 ? Optional.of(new Port(host, port)) : Optional.empty();
    }

    /** What texts may be. */
    final class Shape {
        /** The bytes that a Unix socket's name may have. */
        static final int LONGEST_PATH = 107;

        static final Pattern PORT = Pattern.compile("(?:(?:\\[([0-9a-fA-F:.]+)\\]|([A-Za-z0-9._-]+)):)?(\\d{1,5})");

        private Shape() {}
    }
}
