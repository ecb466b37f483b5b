package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C while a step runs on a real host: that one is finished, no other is begun, and what is owed is said and kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptTest {
    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "interrupt");

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    @ParameterizedTest
    @CsvSource({"root, none", "jforge, sudo"})
    void finishesWhatRunsAndBeginsNothingElse(String user, String become) {
        host.exec(
                "apt-get purge -yqq jf-web >/dev/null; rm -rf /var/lib/jf-web /etc/jf-web.conf; apt-get install -yqq jf-web=1.0");
        Gate gate = Gate.on(host);
        work.inventory(
                """
                name: shop
                hosts:
                  h1: {}
                ssh: { user: %1$s%2$s }
                resources:
                  - on: h1
                    file: /etc/jf-web.conf
                    content: "greeting=interrupted\\n"
                    validate: '%3$s'
                  - { on: h1, file: %4$s/after, content: x, requires: [file /etc/jf-web.conf] }
                  - { on: h1, service: jf-web, when-changed: [file /etc/jf-web.conf] }
                """.formatted(user, become.equals("sudo") ? ", become: sudo" : "", gate.validate(), gate.folder()));
        try (SecondJvm jvm = SecondJvm.jforge(work.words("apply", "--yes"), Map.of())) {
            gate.awaitArrival();
            jvm.interrupt();
            host.exec("timeout 40 sh -c 'until ls /var/lib/jforge/stop-* 2>/dev/null; do sleep 0.05; done'");
            gate.letThrough();
            Ran ended = jvm.ended();
            assertEquals(130, ended.code(), ended::toString);
            for (String said : List.of(
                    "file /etc/jf-web.conf  changed",
                    "stopped: what was running was finished, nothing else was begun",
                    "file %s/after  skipped: the run was stopped".formatted(gate.folder()),
                    "owed: restart of h1: service jf-web; the next plan shows it and does it",
                    "changed: 1\n")) {
                assertTrue(ended.out().contains(said), () -> said + "\n" + ended);
            }
            assertTrue(ended.err().contains("stopping: finishing what is running"), ended::toString);
        }
        work.clean();
        assertEquals("greeting=interrupted", host.exec("cat /etc/jf-web.conf; [ ! -e " + gate.folder() + "/after ]"));
        assertEquals("1", host.exec("wc -l </var/lib/jf-web/starts"));
        Ran plan = work.plan();
        assertTrue(plan.out().contains("restart, owed since an earlier run"), plan::toString);
        Ran next = work.apply();
        assertEquals(0, next.code(), next::toString);
        assertEquals("2", host.exec("wc -l </var/lib/jf-web/starts"));
        assertEquals("x", host.exec("cat " + gate.folder() + "/after"));
        work.settled();
    }
}
