package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command on hosts, outside of any plan. Two of the three hosts are one machine; the third isn't there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecTest {
    private static final String FLEET = """
            name: shop
            hosts:
              h1: {}
              h2: { address: h1 }
              gone: { address: 127.0.0.1, ssh: { port: 1 } }
            """;

    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "exec");

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    private Ran exec(List<String> options, String... words) {
        List<String> more = new ArrayList<>(options);
        more.add("--");
        more.addAll(List.of(words));
        return work.run("exec", more.toArray(String[]::new));
    }

    @Test
    void whatIsTheSameIsShownOnce() {
        work.inventory(FLEET);
        Ran ran = exec(List.of(), "echo one; echo two >&2; pwd");
        assertEquals(3, ran.code(), ran::toString);
        assertTrue(ran.out().startsWith("h1, h2\n  one\n  two\n  /\n\ngone  ! unreachable: "), ran::toString);
        assertTrue(ran.out().endsWith("3 hosts: 2 fine, 1 unreachable\n"), ran::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0  | true",
                "7  | exit 7",
                "7  | if [ ! -e /srv/only-once ]; then : >/srv/only-once; exit 7; fi",
                "127 | no-such-command",
                "124 | sleep 60"
            })
    void theHighestStatusIsTheExitCode(int code, String command) {
        work.inventory(FLEET);
        Ran ran = exec(List.of("--exclude", "gone", "--timeout", "2", "--parallel", "1"), command);
        assertEquals(code, ran.code(), ran::toString);
    }

    @Test
    void severalWordsArriveAsTheyAre() {
        work.inventory(FLEET);
        Ran ran = exec(List.of("--limit", "h1"), "printf", "%s|", "it's", "a  b", "$HOME", "");
        assertEquals("h1\n  it's|a  b|$HOME||\n\n1 host: 1 fine\n", ran.out(), ran::toString);
    }

    @Test
    void aScriptHasArguments() throws Exception {
        work.inventory(FLEET);
        Path script = work.write("do.sh", "#!/bin/sh\nfor word do\n  echo \"<$word>\"\ndone\ncat\n");
        Ran ran = exec(List.of("--limit", "h1", "--script", script.toString()), "a b", "c");
        assertEquals("h1\n  <a b>\n  <c>\n\n1 host: 1 fine\n", ran.out(), ran::toString);
        Files.delete(script);
        Ran without = exec(List.of("--limit", "h1", "--script", script.toString()));
        assertEquals(1, without.code(), without::toString);
        assertTrue(without.err().contains("there is no script"), without::toString);
    }

    @Test
    void outputOfAnyBytesAndSize() {
        work.inventory(FLEET);
        Ran binary = exec(List.of("--limit", "h1", "--json"), "printf 'a\\0\\377'");
        assertTrue(binary.out().contains("\"output\" : \"YQD/\""), binary::toString);
        assertTrue(binary.out().contains("\"encoding\" : \"base64\""), binary::toString);
        Ran escaped = exec(List.of("--limit", "h1"), "printf '\\033[31mred'");
        assertTrue(escaped.out().contains("  \\x1b[31mred"), escaped::toString);
        Ran large = exec(List.of("--limit", "h1", "--json"), "head -c 30000000 /dev/zero | tr '\\0' x; exit 3");
        assertEquals(3, large.code());
        assertTrue(large.out().contains("\"left_out\" : " + (30_000_000 - (4 << 20))), "what is left out is told");
    }

    @Test
    void withoutGnuTools() {
        try (TestHost busybox = TestHost.start(TestHost.BUSYBOX);
                Workplace there = new Workplace(busybox, "exec-busybox")) {
            there.inventory("resources: []\n");
            Ran ran = there.run("exec", "--", "echo out; head -c 5000000 /dev/zero; exit 9");
            assertEquals(9, ran.code(), ran.err());
            assertTrue(ran.out().contains("bytes more are left out"), ran.err());
            List<String> words = new ArrayList<>(there.words("exec", "--"));
            words.add(": >/run/exec-began; sleep 4713 & sleep 4714");
            try (SecondJvm jvm = SecondJvm.jforge(words, Map.of())) {
                busybox.exec("timeout 40 sh -c 'until [ -e /run/exec-began ]; do sleep 0.05; done'");
                jvm.kill();
            }
            busybox.exec("timeout 40 sh -c 'while pgrep -f \"sleep 471[34]\" >/dev/null; do sleep 0.05; done'");
        }
    }

    /** The connection ends with jforge, and what runs on the host with the connection. */
    @ParameterizedTest
    @ValueSource(strings = {"", "ssh: { user: jforge, become: sudo }\n"})
    void whatRunsEndsWithJforge(String ssh) {
        work.inventory(FLEET + ssh);
        List<String> words = new ArrayList<>(work.words("exec", "--limit", "h1", "--"));
        words.add("touch /run/exec-began; sleep 4711 & sleep 4712; echo never");
        for (boolean interrupted : new boolean[] {true, false}) {
            host.exec("rm -f /run/exec-began");
            try (SecondJvm jvm = SecondJvm.jforge(words, Map.of())) {
                host.exec("timeout 40 sh -c 'until [ -e /run/exec-began ]; do sleep 0.05; done'");
                if (interrupted) {
                    jvm.interrupt();
                    Ran ran = jvm.ended();
                    assertEquals(130, ran.code(), ran::toString);
                    assertFalse(ran.out().contains("never"), ran::toString);
                } else {
                    jvm.kill();
                }
            }
            host.exec("timeout 40 sh -c 'while pgrep -f \"sleep 471[12]\" >/dev/null; do sleep 0.05; done'");
        }
    }
}
