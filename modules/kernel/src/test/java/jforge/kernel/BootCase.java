package jforge.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jforge.kernel.BootFiles.File;
import jforge.kernel.BootFiles.Found;
import jforge.kernel.BootFiles.Line;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * Files, and what they say: a case of boot-cases.yaml.
 *
 * @param expected the keys that change, with their values
 * @param reasons by place
 */
record BootCase(
        String name,
        Map<String, Node> files,
        Map<Expected, Map<SysctlKey, String>> expected,
        Map<String, String> reasons,
        boolean reboot) {
    /** Of whom something is expected. */
    enum Expected {
        SYSTEMD,
        PROCPS,
        PROCPS_NEWEST,
        SYSTEMD_AFTER_BOOT
    }

    /** What lies at a path. */
    sealed interface Node {}

    record Content(byte[] bytes) implements Node {}

    record Link(String target) implements Node {}

    record Directory() implements Node {}

    static List<BootCase> all() {
        try (InputStream in = BootCase.class.getResourceAsStream("boot-cases.yaml")) {
            List<Map<String, Object>> cases = new Yaml().load(in);
            return cases.stream().map(BootCase::of).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static BootCase of(Map<String, Object> written) {
        Map<String, Node> files = new LinkedHashMap<>();
        map(written.get("files")).forEach((path, node) -> files.put(path, node(node)));
        Map<Expected, Map<SysctlKey, String>> expected = new LinkedHashMap<>();
        Object both = written.get("both");
        expected.put(Expected.SYSTEMD, keys(written.getOrDefault("systemd", both)));
        expected.put(Expected.PROCPS, keys(written.getOrDefault("procps", both)));
        expected.put(
                Expected.PROCPS_NEWEST,
                keys(written.getOrDefault("procpsNewest", written.getOrDefault("procps", both))));
        expected.put(
                Expected.SYSTEMD_AFTER_BOOT,
                keys(written.getOrDefault("afterBoot", written.getOrDefault("systemd", both))));
        Map<String, String> reasons = new LinkedHashMap<>();
        map(written.getOrDefault("reasons", Map.of()))
                .forEach((place, reason) -> reasons.put(place, reason.toString()));
        boolean reboot = Boolean.TRUE.equals(written.get("reboot"));
        return new BootCase(written.get("name").toString(), files, expected, reasons, reboot);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object written) {
        if (written == null) {
            throw new IllegalArgumentException("a case says nothing of what is expected");
        }
        return (Map<String, Object>) written;
    }

    private static Map<SysctlKey, String> keys(@Nullable Object written) {
        Map<SysctlKey, String> keys = new LinkedHashMap<>();
        map(written).forEach((key, value) -> keys.put(SysctlKey.of(key).orElseThrow(), value.toString()));
        return keys;
    }

    private static Node node(Object written) {
        if (written instanceof String text) {
            return new Content(text.getBytes(UTF_8));
        }
        Map<String, Object> node = map(written);
        if (node.containsKey("link")) {
            return new Link(node.get("link").toString());
        }
        if (node.containsKey("directory")) {
            return new Directory();
        }
        String text = node.get("text") + "x".repeat((Integer) node.get("repeat")) + node.get("after");
        return new Content(text.getBytes(UTF_8));
    }

    /** As the question finds them on a host. */
    Found found() {
        List<File> found = new ArrayList<>();
        files.forEach((path, node) -> {
            if (Rules.inDirectory(path) || path.equals(Rules.SYSCTL_CONF)) {
                String real = real(path);
                boolean link = node instanceof Link && files.get(real) instanceof Content;
                found.add(new File(path, link ? Optional.of(real) : Optional.empty(), lines(real)));
            }
        });
        found.sort(Comparator.comparing(File::path));
        return new Found(found, Set.of(Applier.SYSTEMD, Applier.PROCPS_4));
    }

    /** Where links lead; one that leads round in circles leads to itself. */
    private String real(String path) {
        String real = path;
        for (int i = 0; i < 40 && files.get(real) instanceof Link link; i++) {
            real = Path.of(real).resolveSibling(link.target()).normalize().toString();
        }
        return real;
    }

    private List<Line> lines(String path) {
        if (!(files.get(path) instanceof Content content)) {
            return List.of();
        }
        String[] texts = new String(content.bytes(), UTF_8).split("\n", -1);
        return Stream.iterate(0, i -> i + 1)
                .limit(texts.length)
                .map(i -> new Line(i + 1, texts[i]))
                .filter(Line::counts)
                .toList();
    }
}
