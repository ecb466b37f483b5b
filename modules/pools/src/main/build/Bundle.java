import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins an entry file of CommonJS and every file that it requires by a relative path into one file.
 *
 * <p>Run as {@code java Bundle.java SUPERVISOR_DIRECTORY TARGET_DIRECTORY}: makes {@code jforge-pool.js} of {@code main.js} and
 * {@code jforge-pool-worker.js} of {@code worker/main.js}. The same sources always give the same bytes.
 */
final class Bundle {
    private static final Pattern REQUIRE = Pattern.compile("require\\('(\\.\\.?/[\\w./-]+)'\\)");

    private final Path root;
    private final Map<String, String> modules = new LinkedHashMap<>();

    private Bundle(Path root) {
        this.root = root;
    }

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        Path target = Files.createDirectories(Path.of(arguments[1]));
        Files.writeString(target.resolve("jforge-pool.js"), new Bundle(root).of("main.js"));
        Files.writeString(target.resolve("jforge-pool-worker.js"), new Bundle(root).of("worker/main.js"));
    }

    private String of(String entry) throws IOException {
        add(Path.of(entry));
        StringBuilder out = new StringBuilder("#!/usr/bin/env node\n'use strict';\nconst modules = {}, loaded = {};\n");
        out.append("const load = (name) => {\n  if (!loaded[name]) modules[name]((loaded[name] = { exports: {} }));\n");
        out.append("  return loaded[name].exports;\n};\n");
        modules.forEach((name, body) ->
                out.append("modules['" + name + "'] = (module) => {\n").append(body).append("};\n"));
        return out.append("load('" + entry + "');\n").toString();
    }

    private void add(Path file) throws IOException {
        String name = file.toString();
        if (modules.containsKey(name)) return;
        modules.put(name, "");
        String text = Files.readString(root.resolve(file)).replaceFirst("^#!.*\n", "");
        StringBuilder body = new StringBuilder();
        Matcher matcher = REQUIRE.matcher(text);
        while (matcher.find()) {
            Path required = file.resolveSibling(matcher.group(1) + ".js").normalize();
            add(required);
            matcher.appendReplacement(body, "load('" + required + "')");
        }
        modules.put(name, matcher.appendTail(body).toString());
    }
}
