package jforge.pools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jforge.report.Style;
import jforge.report.SurveyText;
import jforge.resource.Neighbours;
import jforge.resource.Report;
import jforge.resource.UnreadableException;
import jforge.survey.Surveyed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusReportTest {
    private static final Neighbours NOTHING = new Neighbours(List.of());
    private static final StatusReport REPORT = report("shop");

    /** As status.js prints it, and a warning of node's before. */
    private static final String SHOP = """
            (node:7) Warning: something is old
            {
              "pool": "shop",
              "state": "%s",
              "generation": 3,
              "ready": 1,
              "wanted": 2,
              "workers": [
                { "pid": 812, "slot": 1, "generation": 3, "state": "ready", "age": 754000, "lifetime_left": 1046000,
                  "requests": 10233, "connections": 4, "rss": 63963136, "restarts": 0, "last_exit": null },
                { "pid": 799, "slot": 2, "generation": 2, "state": "draining", "age": 90061000, "lifetime_left": null,
                  "requests": 7, "connections": 0, "rss": 52428800, "restarts": 2, "last_exit": "exit 1" }
              ],
              "last_reload": %s
            }
            """;

    private static final String FAILED =
            "{ \"id\": 2, \"result\": \"failed\", \"reason\": \"worker 1\\nexit 1\", \"lines\": [ \"pw=s3cret\" ], \"ms\": 90 }";

    private static StatusReport report(String... names) {
        return new StatusReport(declared -> {
            List<StatusReport.Asked> asked = new ArrayList<>();
            for (String name : names) {
                asked.add(new StatusReport.Asked(name, "/usr/bin/node"));
            }
            return asked;
        });
    }

    private static Report.Told told(Report report, String... parts) throws UnreadableException {
        return report.read(NOTHING, (String.join("\0", parts) + "\0").getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Report.Told told) {
        List<String> lines = new ArrayList<>();
        new SurveyText(Style.PIPED).print(REPORT, List.of(new Surveyed("h1", told, null, null)), lines::add);
        return String.join("\n", lines);
    }

    @Test
    void workersAreRows() throws UnreadableException {
        assertEquals("""
                host  pool  worker  pid  state     generation      age  requests  connections  memory  restarts  last exit
                h1    shop       1  812  ready              3  12m 34s     10233            4  61 MiB         0
                h1    shop       2  799  draining           2    1d 1h         7            0  50 MiB         2  exit 1

                1 host: 1 fine""", text(told(REPORT, "0", SHOP.formatted("ok", "null"))));
    }

    @Test
    void aFailedReloadIsToldWithItsReasonAndNoOutput() throws UnreadableException {
        Report.Told told = told(REPORT, "0", SHOP.formatted("degraded", FAILED));
        assertTrue(
                text(told)
                        .contains("h1  ! pool shop: degraded, 1 of 2 workers ready, generation 3;"
                                + " the last reload failed: worker 1 exit 1\n"),
                text(told));
        assertFalse(told.toString().contains("s3cret"), told.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4        | no pool runs     | not running, no supervisor answers at its socket",
                "absent   |                  | not there, the host has no /etc/jforge/pools/shop.json; apply makes it",
                "nodeless |                  | unknown, the host has no /usr/bin/node",
                "124      |                  | unknown, its supervisor did not answer within 10 s",
                "1        | connect EACCES   | unknown, asking ended with 1: connect EACCES",
                "0        | nonsense         | unknown, its answer can't be read: nonsense",
            })
    void whatGivesNoWorkersIsTold(String status, String said, String shown) throws UnreadableException {
        String text = text(told(REPORT, status, said == null ? "" : said));
        assertEquals("h1  ! pool shop: " + shown + "\n\n1 host: 0 fine, 1 not", text);
    }

    @Test
    void everyPoolAnswersOrNone() throws UnreadableException {
        StatusReport two = report("shop", "blog");
        Report.Told told = told(two, "4", "", "0", SHOP.formatted("ok", "null"));
        assertEquals("pool shop", told.health().get(0).about());
        assertTrue(told.health().get(1).fine());
        assertThrows(UnreadableException.class, () -> told(two, "4", ""));
    }
}
