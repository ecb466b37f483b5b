package jforge.scenarios;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import jforge.resource.ResourceType;

/**
 * One plan that holds every type. Each type has two files in {@code src/test/resources/jforge/crash}: {@code TYPE.yaml}, a
 * list of resources, and {@code TYPE.sh}, which brings a host from any state to one where all of them have something to do.
 */
final class CrashInventory {
    private static final String HEAD = """
            name: crash
            hosts:
              h1: {}
            secrets:
              word: { file: word.txt }
            resources:
            """;

    private final List<String> types = new ArrayList<>();

    /** @throws AssertionError if a type that is installed has no such files */
    CrashInventory() {
        List<String> without = new ArrayList<>();
        for (ResourceType<?, ?> type : ServiceLoader.load(ResourceType.class)) {
            boolean has = there(type.key() + ".yaml") && there(type.key() + ".sh");
            (has ? types : without).add(type.key());
        }
        types.sort(null);
        if (!without.isEmpty()) {
            throw new AssertionError("no files in src/test/resources/jforge/crash for the types " + without
                    + ": write TYPE.yaml and TYPE.sh, as CrashInventory says");
        }
    }

    List<String> types() {
        return types;
    }

    /** Those that have something to do: what is built into the kernel of the tests' hosts can't be loaded there. */
    List<String> changing() {
        return types.stream().filter(t -> !t.equals("kernel-module")).toList();
    }

    void writeTo(Workplace work) {
        work.write("templates/rendered.ftl", "${with.text}\n");
        work.write("word.txt", "new-word\n");
        work.write("tree/one", "1\n");
        work.write("tree/below/two", "2\n");
        work.write("large.bin", "0123456789abcdef".repeat(8_000));
        work.inventory(
                HEAD + types.stream().map(t -> text(t + ".yaml").indent(2)).collect(Collectors.joining()));
    }

    /** Shell that makes the host as it was before. */
    String before() {
        return types.stream()
                .map(t -> "(\n" + text(t + ".sh") + ") || { echo 'before " + t + " failed' >&2; exit 1; }\n")
                .collect(Collectors.joining());
    }

    private static boolean there(String name) {
        return CrashInventory.class.getResource("/jforge/crash/" + name) != null;
    }

    static String text(String name) {
        try (InputStream in = CrashInventory.class.getResourceAsStream("/jforge/crash/" + name)) {
            if (in == null) {
                throw new AssertionError("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
