package jforge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jforge.report.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private final FakeRuns runs = new FakeRuns();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan --lmit web a.yaml         | jforge plan: no option --lmit; did you mean --limit? (try jforge plan --help)",
                "plan --zzzzzzzzz a.yaml        | jforge plan: no option --zzzzzzzzz (try jforge plan --help)",
                "plna a.yaml                    | jforge: no command plna; did you mean plan? (try jforge --help)",
                "plan a.yaml b.yaml             | jforge plan: no argument b.yaml (try jforge plan --help)",
                "plan                           | jforge plan: missing required parameter: 'INVENTORY' (try jforge plan --help)",
                "check a.yaml --parallel 0      | jforge: --parallel takes a number from 1 to 512, not 0",
                "check a.yaml --parallel x      | jforge check: invalid value for option '--parallel': 'x' is not an int (try jforge check --help)",
                "plan a.yaml --set x            | jforge plan: --set takes NAME=VALUE, not x (try jforge plan --help)",
                "plan a.yaml --yes              | jforge plan: no option --yes (try jforge plan --help)",
                "apply a.yaml --yes --allow x   | jforge: --allow takes OBJECT@PLAN-ID as a plan prints it, not x",
                "apply a.yaml                   | jforge: apply asks before it changes anything, and there is nobody to ask here: add --yes",
                "apply a.yaml --json            | jforge: apply asks before it changes anything, and there is nobody to ask here: add --yes",
                "exec a.yaml                    | jforge: no command given: add -- COMMAND, or --script FILE",
                "exec a.yaml --timeout 0 -- w   | jforge: --timeout takes a number of seconds from 1 to 86400, not 0",
                "exec a.yaml --script none      | jforge: there is no script none",
                "check bad.yaml                 | bad.yaml:3:7: no \"on\"",
                "check missing.yaml             | jforge: missing.yaml: no such file",
            })
    void usageErrorsAreOneLine(String arguments, String message) {
        assertEquals(1, run(arguments));
        assertEquals(message + "\n", text(err));
        assertEquals("", text(out));
    }

    @Test
    void execTellsTheHighestStatus() {
        assertEquals(4, run("exec a.yaml -- echo -n"));
        assertEquals(
                "web1  ! exit status 4\n  echo -n\n\nweb2  ! unreachable: no route\n\n2 hosts: 0 fine, 1 failed, 1 unreachable\n",
                text(out));
        assertEquals(4, run("exec a.yaml --json -- x"));
        assertTrue(text(out).contains("\"format\" : \"jforge.exec/1\""), text(out));
    }

    @Test
    void faultsAreOneLine() {
        assertEquals(1, run("check broken.yaml"));
        assertEquals("jforge: a fault of jforge itself: a; b\njforge: -v shows where\n", text(err));
        assertEquals(1, run("check broken.yaml -v"));
        assertTrue(text(err).contains("\tat jforge.cli"), text(err));
    }

    @Test
    void faultsWhileApplyingAreFive() {
        assertEquals(5, run("apply lost.yaml --yes"));
        assertEquals("jforge: applying broke off: pool closed\njforge: -v shows where\n", text(err));
        assertTrue(runs.closed);
    }

    @Test
    void optionsArrive() {
        assertEquals(0, run("plan a.yaml --limit web,db --exclude db2 --set a=1 --set b=x=y --parallel 3"));
        Request request = runs.requests.get(0);
        assertEquals(List.of("web", "db"), request.limit());
        assertEquals(List.of("db2"), request.exclude());
        assertEquals(Map.of("a", "1", "b", "x=y"), request.set());
        assertEquals(3, request.parallel());
        assertEquals("", text(err));
    }

    @Test
    void plans() {
        assertEquals(0, run("plan a.yaml"));
        assertTrue(text(out).endsWith("plan 7f3a2c: 1 update\n"), text(out));
        assertEquals(2, run("plan a.yaml --detailed-exitcode"));
        assertTrue(runs.closed);
        assertEquals(0, run("plan a.yaml --json"));
        assertTrue(text(out).startsWith("{\n  \"format\" : \"jforge.plan/1\""), text(out));
    }

    @Test
    void applies() {
        assertEquals(0, run("apply a.yaml --yes"));
        assertTrue(text(out).endsWith("\nchanged: 1\n"), text(out));
        assertTrue(text(out).contains("compared again: nothing left to change"), text(out));
        assertEquals(0, run("apply a.yaml --yes --json"));
        assertTrue(text(out).startsWith("{\n  \"format\" : \"jforge.run/1\""), text(out));
        assertTrue(text(out).endsWith("}\n"), text(out));
    }

    @ParameterizedTest
    @CsvSource({"y, 1", "yes, 1", "n, 0", "'', 0", "yess, 0"})
    void asks(String answer, int changed) {
        InputStream in = new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.US_ASCII));
        assertEquals(0, run(in, true, "apply a.yaml"));
        assertEquals("Make these changes? [y/N] ", text(err));
        assertTrue(text(out).endsWith("\nchanged: " + changed + "\n"), text(out));
    }

    @Test
    void theOthers() {
        assertEquals(0, run("check a.yaml"));
        assertEquals("shop: 2 hosts, 3 resources, valid\n", text(out));
        assertEquals(3, run("facts a.yaml"));
        assertEquals(
                "web1\n  cpus: 4\n  addresses: [10.0.0.1]\nweb2\n  ! unreachable: connection refused\n", text(out));
        assertEquals(3, run("facts a.yaml --json"));
        assertTrue(text(out).contains("\"cpus\" : 4,\n      \"addresses\" : [ \"10.0.0.1\" ]\n"), text(out));
        assertEquals(0, run("sandbox"));
        assertEquals("demo  running\n", text(out));
        assertEquals(0, run("sandbox up a.yaml"));
        assertEquals("up a.yaml\n", text(out));
        assertEquals(0, run("sandbox down"));
        assertEquals("down null\n", text(out));
        assertEquals(0, run("--version"));
        assertTrue(text(out).startsWith("jforge "));
        assertEquals(0, run("--help"));
        assertFalse(text(out).contains("reference"), text(out));
    }

    @ParameterizedTest
    @CsvSource({"--help", "check --help", "plan -h", "apply --help", "facts -h", "sandbox --help", "sandbox down -h"})
    void help(String arguments) {
        assertEquals(0, run(arguments));
        assertTrue(text(out).startsWith("Usage: jforge "), text(out));
        assertEquals("", text(err));
    }

    @ParameterizedTest
    @CsvSource({"C.UTF-8,,, false", ",,en_GB.utf8, false", "C,,en_GB.UTF-8, true", ",,, true", ",POSIX,C.UTF-8, true"})
    void locales(String all, String ctype, String lang, boolean ascii) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LC_ALL", all == null ? "" : all);
        environment.put("LC_CTYPE", ctype == null ? "" : ctype);
        environment.put("LANG", lang == null ? "" : lang);
        assertEquals(ascii, Terminal.ascii(environment));
    }

    private int run(String arguments) {
        return run(InputStream.nullInputStream(), false, arguments);
    }

    private int run(InputStream in, boolean asks, String arguments) {
        out.reset();
        err.reset();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(printed, errors, in, Style.PIPED, asks, false);
        return new Main(runs, terminal).execute(arguments.split(" +"));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
