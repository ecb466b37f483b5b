package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service that could not be started owes a restart, which the start of the next run settles. */
class FailedStartTest {
    private static final String UNIT = "/etc/systemd/system/failed-start.service";
    private final TestHost host = TestHost.shared();
    private final String folder = host.folder();
    private final Workplace work = new Workplace(host, "failed-start");

    @AfterEach
    void end() {
        host.exec("systemctl stop failed-start; rm -f " + UNIT + "; systemctl daemon-reload");
        work.close();
    }

    @Test
    void isStartedOnceWhenItsConfigurationIsMended() {
        declare("bad");
        Ran failed = work.apply();
        assertEquals(5, failed.code(), failed::toString);
        assertTrue(failed.out().contains("owed: restart of h1: service failed-start"), failed::toString);
        host.exec(": >" + folder + "/starts");
        declare("good");
        Ran mended = work.apply();
        assertEquals(0, mended.code(), mended::toString);
        assertEquals("good", host.exec("cat " + folder + "/starts"));
        work.settled();
    }

    private void declare(String configuration) {
        work.inventory("""
                resources:
                  - on: h1
                    file: %1$s
                    content: |
                      [Service]
                      ExecStart=/bin/sh -c 'cat %2$s/conf >>%2$s/starts; grep -q good %2$s/conf && exec sleep infinity'
                  - { on: h1, file: %2$s/conf, content: "%3$s\\n" }
                  - on: h1
                    service: failed-start
                    requires: [file %2$s/conf]
                    when-changed: [file %2$s/conf]
                """.formatted(UNIT, folder, configuration));
    }
}
