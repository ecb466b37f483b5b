package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is owed is neither lost nor done twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwedTest {
    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "owed");

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    /** The package would start its service before the file is there; only the file is declared as a trigger. */
    @Test
    void aNewServiceStartsOnceWithItsFile() {
        fresh("1.0");
        assertEquals("1", starts());
    }

    /** The package's own restart was held back for the file's sake; then the file could not be made. */
    @Test
    void anUpdateIsNotLostBehindAFailure() {
        fresh("1.0");
        declare("2.0", "greeting=b", "false %s", """
                  - { on: h1, service: jf-web, when-changed: [file /etc/jf-web.conf], requires: [file /etc/jf-web.conf] }
                """);
        Ran failed = work.apply();
        assertEquals(5, failed.code(), failed::toString);
        assertEquals("1", starts());
        declare("2.0", "greeting=a", "jf-web --check %s");
        Ran plan = work.plan();
        assertTrue(plan.out().contains("restart, owed since an earlier run"), plan::toString);
        Ran next = work.apply();
        assertEquals(0, next.code(), next::toString);
        assertEquals("2", starts());
        work.settled();
    }

    @Test
    void aServiceThatWasStoppedMeanwhileIsStartedOnce() {
        fresh("1.0");
        Gate gate = Gate.on(host);
        declare("1.0", "greeting=c", "jf-web --check %s", """
                  - { on: h1, file: %1$s/f, content: x, validate: '%2$s', requires: [file /etc/jf-web.conf] }
                  - { on: h1, service: jf-web, when-changed: [file /etc/jf-web.conf], requires: [file %1$s/f] }
                """.formatted(gate.folder(), gate.validate()));
        try (SecondJvm jvm = SecondJvm.jforge(work.words("apply", "--yes"), Map.of())) {
            gate.awaitArrival();
            jvm.kill();
        }
        Connections.awaitNone(host);
        gate.letThrough();
        Connections.awaitNoShell(host);
        host.exec("systemctl stop jf-web");
        declare("1.0", "greeting=c", "jf-web --check %s");
        Ran next = work.apply();
        assertEquals(0, next.code(), next::toString);
        assertEquals("2", starts());
        work.settled();
    }

    private void fresh(String version) {
        host.exec("apt-get purge -yqq jf-web >/dev/null; rm -rf /var/lib/jf-web /etc/jf-web.conf /var/lib/jforge");
        declare(version, "greeting=a", "jf-web --check %s");
        Ran apply = work.apply();
        assertEquals(0, apply.code(), apply::toString);
    }

    private void declare(String version, String content, String validate) {
        declare(version, content, validate, """
                  - { on: h1, service: jf-web, when-changed: [file /etc/jf-web.conf] }
                """);
    }

    private void declare(String version, String content, String validate, String service) {
        work.inventory("""
                resources:
                  - { on: h1, package: jf-web, version: "%s" }
                  - on: h1
                    file: /etc/jf-web.conf
                    content: "%s\\n"
                    validate: '%s'
                    requires: [package jf-web]
                """.formatted(version, content, validate) + service);
    }

    private String starts() {
        return host.exec("wc -l </var/lib/jf-web/starts");
    }
}
