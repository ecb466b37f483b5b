package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Printed plans kept as files. Times and ids are made equal, nothing else; {@code -Djforge.golden=write} writes them. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/scenarios");

    private Golden() {}

    /** @param name of the file, without its ending */
    static void check(String name, String printed) {
        String normal = printed.replaceAll("(?m)(looked at in|change,) [0-9.]+ s", "$1 N s")
                .replaceAll("\\b(plan|since an earlier run: .* by plan) [0-9a-f]{6}\\b", "$1 ID");
        Path file = FOLDER.resolve(name + ".txt");
        try {
            if ("write".equals(System.getProperty("jforge.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, normal);
            }
            assertEquals(Files.readString(file), normal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
