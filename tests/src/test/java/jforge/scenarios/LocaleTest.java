package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jforge.cli.InProcess.Ran;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of files beside the inventory, as far as the locale that jforge runs in has letters for them. */
class LocaleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    C.UTF-8 | file: /srv/ü, source: tree/grün  | 0 | resource
                    C.UTF-8 | directory: /srv/ü, source: tree  | 0 | resource
                    C       | file: /srv/ü, content: ü         | 0 | resource
                    C       | file: /srv/ü, source: tree/grün  | 1 | so that it can
                    C       | directory: /srv/ü, source: tree  | 1 | can't be read: rename it to UTF-8, or set LC_ALL to C.UTF-8
                    """)
    void aNameIsTakenAsItIsOrRefused(String locale, String declared, int code, String said, @TempDir Path folder)
            throws IOException {
        Files.createDirectories(folder.resolve("tree"));
        Files.writeString(folder.resolve("tree/grün"), "x");
        Path site = folder.resolve("site.yaml");
        Files.writeString(site, "name: t\nhosts: { h1: }\nresources:\n  - { on: h1, " + declared + " }\n");
        try (SecondJvm jvm = SecondJvm.jforge(List.of("check", site.toString()), Map.of("LC_ALL", locale))) {
            Ran ran = jvm.ended();
            assertEquals(code, ran.code(), ran::toString);
            assertTrue((ran.out() + ran.err()).contains(said), ran::toString);
        }
    }
}
