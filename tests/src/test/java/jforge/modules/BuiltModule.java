package jforge.modules;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import jforge.resource.ResourceType;

/** Compiles a module into a folder, with the JDK's compiler and nothing but the engine's classes. */
public final class BuiltModule {
    public static final String SERVICE = "META-INF/services/" + ResourceType.class.getName();

    private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(package .*?)```");
    private static final Pattern NAME = Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|record) (\\w+)");

    /** Classes of other services, which name themselves: all of one package. */
    private static final Pattern OTHERS =
            Pattern.compile("(?s)package ([a-z.]+);.*?public final class (\\w+) implements (Section|CrossCheck)\\b");

    private BuiltModule() {}

    private static void write(Path classes, MatchResult found) {
        try {
            Files.writeString(
                    classes.resolve("META-INF/services/jforge.resource." + found.group(3)),
                    found.group(1) + "." + found.group(2) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole classes that the documentation shows. */
    public static List<String> documented() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("../docs/modules.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /**
     * @param folder made; the classes and the service file come into its {@code target/classes}
     * @param type the class that the service file names; empty for no service file
     */
    public static Path build(Path folder, List<String> sources, String type) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("target/classes"));
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            String name =
                    NAME.matcher(source).results().findFirst().orElseThrow().group(1);
            files.add(Files.writeString(
                    Files.createDirectories(folder.resolve("src/" + files.size()))
                            .resolve(name + ".java"),
                    source));
        }
        compile(files, classes);
        if (!type.isEmpty()) {
            Path service = classes.resolve(SERVICE);
            Files.createDirectories(service.resolveSibling("."));
            Files.writeString(service, type + "\n");
            for (String source : sources) {
                OTHERS.matcher(source).results().forEach(found -> write(classes, found));
            }
        }
        return folder;
    }

    private static void compile(List<Path> files, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "--release", "17", "-Xlint:all,-path", "-Werror", "-cp", engine(), "-d", classes.toString());
            boolean done = compiler.getTask(
                            said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!done) {
                throw new AssertionError(said);
            }
        }
    }

    private static String engine() {
        return Stream.of(ResourceType.class, org.jspecify.annotations.Nullable.class)
                .map(type -> {
                    try {
                        return Path.of(type.getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString();
                    } catch (URISyntaxException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    /** Everything below a folder as one jar, and the folder gone. */
    public static void pack(Path classes, Path jar) {
        try (var out = new java.util.jar.JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new java.util.zip.ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
