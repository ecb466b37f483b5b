package jforge.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The profiles that come with jforge, and the figures that one of them is made from. */
class ProfilesTest {
    static final List<String> names = Profiles.OWN;

    @ParameterizedTest
    @FieldSource("names")
    void everyValueHasAReasonAndASource(String name) {
        Profile profile = Profiles.own(name);
        assertEquals(name, profile.name());
        assertTrue(profile.summary().length() > 20, profile.summary());
        assertTrue(profile.settings().size() > 1, profile::toString);
        for (Profile.Setting setting : profile.settings()) {
            String key = setting.key().dotted();
            assertFalse(setting.value().isEmpty(), key);
            assertTrue(setting.reason().length() > 20, key + ": " + setting.reason());
            assertFalse(setting.reason().endsWith("."), key + ": a note has no full stop");
            URI source = URI.create(setting.source());
            assertEquals("https", source.getScheme(), key);
            assertTrue(source.getPath().length() > 1, key + ": no page of " + source);
        }
    }

    @Test
    void allThatAreThereAreNamed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/jforge/kernel/profiles"))) {
            assertEquals(
                    Profiles.OWN,
                    files.map(f -> f.getFileName().toString().replace(".yaml", ""))
                            .sorted()
                            .toList());
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            10 Gbit/s    | 40 ms   | 50000000   | 100003840
            100 Mbit/s   | 5 ms    | 62500      | 6291456
            1 Gbit/s     | 1 ms    | 125000     | 6291456
            1 Gbit/s     | 25.1 ms | 3137500    | 6291456
            1 Gbit/s     | 25.2 ms | 3150000    | 6303744
            1.5 Gbit/s   | 90 ms   | 16875000   | 33751040
            1Gbit/s      | 1s      | 125000000  | 250003456
            64 kbit/s    | 600 ms  | 4800       | 6291456
            1 kbit/s     | 1 us    | 1          | 6291456
            0.3 kbit/s   | 1 ms    | 1          | 6291456
            100 Gbit/s   | 80 ms   | 1000000000 | 2000003072
            8 Gbit/s     | 1.0737418 s | 1073741800 | 2147483647
            """)
    void bandwidthTimesDelay(String bandwidth, String delay, String product, String buffer) {
        PathFigures figures = PathFigures.of(bandwidth, delay);
        assertEquals(product + " " + buffer, figures.product() + " " + figures.buffer());
        assertTrue(figures.fits());
        assertEquals("4096 131072 " + buffer, figures.fill("4096 131072 {buffer}"));
        assertEquals(product, figures.fill("{bdp}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10G | 10 GB/s | 10 gbit/s | -1 Gbit/s | 0 Gbit/s | 1e9 bit/s | Gbit/s | 1,5 Gbit/s | 1  Gbit/s | 9999999999 kbit/s
            40  | 40 min  | 40 MS     | -1 ms     | 0 ms     | 1e3 ms    | ms     | 1,5 ms     | 1  ms     | 0.0 s
            """)
    void noFigures(String a, String b, String c, String d, String e, String f, String g, String h, String i, String j) {
        for (String written : List.of(a, b, c, d, e, f, g, h, i, j)) {
            assertTrue(PathFigures.bandwidth(written).isEmpty(), written);
            assertTrue(PathFigures.delay(written).isEmpty(), written);
        }
    }
}
