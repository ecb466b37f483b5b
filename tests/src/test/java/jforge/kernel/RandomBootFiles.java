package jforge.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jforge.kernel.BootCase.Content;
import jforge.kernel.BootCase.Directory;
import jforge.kernel.BootCase.Link;
import jforge.kernel.BootCase.Node;

/** Files of kernel settings as nobody would write them, the same for the same random numbers. */
final class RandomBootFiles {
    private static final List<String> DIRECTORIES =
            List.of("/etc/sysctl.d", "/run/sysctl.d", "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d");
    private static final List<String> PATTERNS = List.of(
            "net.ipv4.tcp_keepalive_*",
            "net.ipv4.tcp_fin_*",
            "net.ipv4.tcp_*_timeout",
            "net/ipv4/tcp_keepalive_[it]*",
            "net.ipv4.conf.jf?0.tag",
            "net.ipv4.conf.*.tag",
            "net/ipv4/conf/j*/medium_id",
            "net.ipv4.conf.{jf00,jf*1}.tag",
            "net.*.conf.*.tag",
            "net.ipv4.conf.[a-j]*.medium_id",
            "net.ipv4.conf.jf[!0]?.tag",
            "net.ipv4.conf.jf[0-2][[:digit:]].*",
            "net.ipv4.conf.*[13579].[mt]a*",
            "net.ipv4.conf.jf0?.*_id");
    private static final List<String> JUNK = List.of(
            "", "   ", "# comment", ";comment = 1", "no assignment", "=", "-", "# net.ipv4.tcp_fin_timeout = 3", "\\");

    private final Random random;
    private List<String> patterns = PATTERNS;
    private final List<SysctlKey> keys;

    /** @param keys that take any number from 2 to 120, but those called *mem */
    RandomBootFiles(Random random, List<SysctlKey> keys) {
        this.random = random;
        this.keys = keys.stream().filter(k -> !k.path().endsWith("mem")).toList();
    }

    /** @param telling of a hundred lines so many have to do with a key that is compared */
    Map<String, Node> files(int count, int telling) {
        Map<String, Node> files = new LinkedHashMap<>();
        int names = 1 + count * 3 / 5;
        // few, so that one comes again
        patterns = List.of(one(PATTERNS), one(PATTERNS), one(PATTERNS));
        while (files.size() < count) {
            String path = one(DIRECTORIES) + "/" + name(names);
            if (!files.containsKey(path)) {
                files.put(path, node(names, telling));
            }
        }
        if (random.nextBoolean()) {
            files.put("/etc/sysctl.conf", content(telling));
        }
        if (random.nextBoolean()) {
            files.put("/etc/sysctl.d/99-sysctl.conf", new Link("../sysctl.conf"));
        }
        return files;
    }

    private String name(int names) {
        int number = random.nextInt(names);
        return switch (number % 25) {
            case 0 -> "." + number + "-a.conf";
            case 1 -> number + "-a.config";
            case 2 -> "Z-" + number + ".conf";
            default -> number + "-a.conf";
        };
    }

    private Node node(int names, int telling) {
        return switch (random.nextInt(40)) {
            case 0, 1 -> new Link("/dev/null");
            case 2 -> new Link("/nowhere/" + random.nextInt(9));
            case 3 -> new Directory();
            case 4 -> new Content(new byte[0]);
            case 5, 6 -> new Link("../.." + one(DIRECTORIES) + "/" + random.nextInt(names) + "-a.conf");
            default -> content(telling);
        };
    }

    private Content content(int telling) {
        StringBuilder text = new StringBuilder();
        String end = List.of("\n", "\n", "\n", "\r\n").get(random.nextInt(4));
        int lines = random.nextInt(9);
        for (int i = 0; i < lines; i++) {
            text.append(random.nextInt(100) < telling ? statement() : ignored()).append(end);
        }
        if (lines > 0 && random.nextInt(5) == 0) {
            text.setLength(text.length() - end.length());
        }
        return new Content(text.toString().getBytes(UTF_8));
    }

    private String statement() {
        boolean pattern = random.nextInt(3) == 0;
        String key = pattern ? one(patterns) : written(keys.get(random.nextInt(keys.size())));
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> "-" + key;
            case 3 -> "-" + assignment(key);
            case 4 -> "  - " + assignment(key);
            case 5 -> "--" + assignment(key);
            default -> assignment(key);
        };
    }

    private String assignment(String key) {
        String equals = List.of("=", " = ", "\t=", "= ", " =\t ").get(random.nextInt(5));
        return blanks() + key + equals + (2 + random.nextInt(random.nextBoolean() ? 3 : 119)) + blanks();
    }

    private String blanks() {
        return List.of("", "", " ", "\t").get(random.nextInt(4));
    }

    private String written(SysctlKey key) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> key.path();
            case 2 -> "/" + key.path();
            case 3 -> key.path().replace("/", "//");
            case 4 -> key.path().replaceFirst("ipv4", "ipv4/../ipv4");
            default -> key.dotted();
        };
    }

    private String ignored() {
        int kind = random.nextInt(10);
        if (kind < 4) {
            return one(JUNK);
        }
        String key = "net.ipv4.conf.none" + random.nextInt(50) + ".tag";
        return kind < 6 ? "-" + key : key + " = " + random.nextInt(99);
    }

    private String one(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
