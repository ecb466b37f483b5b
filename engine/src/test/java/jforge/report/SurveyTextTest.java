package jforge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jforge.resource.Neighbours;
import jforge.resource.Report;
import jforge.resource.Report.Cell;
import jforge.resource.Report.Health;
import jforge.resource.Report.Told;
import jforge.survey.Surveyed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurveyTextTest {
    private static final Report REPORT = new Report() {
        @Override
        public String name() {
            return "sizes";
        }

        @Override
        public String description() {
            return "Sizes of things.";
        }

        @Override
        public List<Column> columns() {
            return List.of(
                    new Column("thing", Unit.TEXT),
                    new Column("count", Unit.COUNT),
                    new Column("age", Unit.MILLISECONDS),
                    new Column("memory", Unit.BYTES),
                    new Column("last exit", Unit.TEXT));
        }

        @Override
        public Optional<String> script(Neighbours declared) {
            return Optional.empty();
        }

        @Override
        public Told read(Neighbours declared, byte[] output) {
            return Told.NOTHING;
        }
    };

    private static final Told TWO = new Told(
            List.of(new Health("thing a", "ok", true, "2 of 2"), new Health("thing b", "down", false, "it fell")),
            List.of(
                    List.of(Cell.of("a"), Cell.of(12), Cell.of(65_000), Cell.of(61L << 20), Cell.BLANK),
                    List.of(Cell.of("a"), Cell.of(1), Cell.of(900), Cell.BLANK, Cell.of("exit\u001b 1"))));

    private static final List<Surveyed> HOSTS = List.of(
            new Surveyed("web1", TWO, null, null),
            new Surveyed("w2", Told.NOTHING, "no route", null),
            new Surveyed("w3", Told.NOTHING, null, "looking failed (exit status 2)"));

    @Test
    void aTableAndWhatIsNotFine() {
        assertEquals("""
                host  thing  count    age  memory  last exit
                web1  a         12  1m 5s  61 MiB
                web1  a          1     0s          exit\\x1b 1

                web1  ! thing b: down, it fell
                w2  ! unreachable: no route
                w3  ! looking failed (exit status 2)

                3 hosts: 1 fine, 1 not, 1 could not tell, 1 unreachable""", text(HOSTS));
    }

    @Test
    void nothingToTellOf() {
        assertEquals("1 host: nothing to tell of", text(List.of(new Surveyed("web1", Told.NOTHING, null, null))));
    }

    @Test
    void asJson() {
        Set<ExitCode> codes = ExitCode.of(HOSTS, true);
        assertEquals("""
                {
                  "format" : "jforge.shop-sizes/1",
                  "hosts" : [ {
                    "host" : "web1",
                    "unreachable" : null,
                    "failed" : null,
                    "health" : [ {
                      "about" : "thing a",
                      "state" : "ok",
                      "fine" : true,
                      "says" : "2 of 2"
                    }, {
                      "about" : "thing b",
                      "state" : "down",
                      "fine" : false,
                      "says" : "it fell"
                    } ],
                    "rows" : [ {
                      "thing" : "a",
                      "count" : 12,
                      "age_ms" : 65000,
                      "memory_bytes" : 63963136,
                      "last_exit" : null
                    }, {
                      "thing" : "a",
                      "count" : 1,
                      "age_ms" : 900,
                      "memory_bytes" : null,
                      "last_exit" : "exit\\u001B 1"
                    } ]
                  } ],
                  "exit" : {
                    "code" : 2,
                    "all" : [ 2 ]
                  }
                }
                """, SurveyJson.of("shop", REPORT, HOSTS.subList(0, 1), ExitCode.of(HOSTS.subList(0, 1), true)));
        assertEquals(Set.of(ExitCode.UNREACHABLE, ExitCode.PENDING), codes);
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "59, 59s", "60, 1m 0s", "3599, 59m 59s", "3600, 1h 0m", "86399, 23h 59m", "187200, 2d 4h"})
    void durations(long seconds, String text) {
        assertEquals(text, SurveyText.duration(seconds));
    }

    private static String text(List<Surveyed> hosts) {
        List<String> lines = new ArrayList<>();
        new SurveyText(Style.PIPED).print(REPORT, hosts, lines::add);
        return String.join("\n", lines);
    }
}
