package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.Test;

/** The life of one service on one Debian host: every plan as it is printed, every start of the service counted. */
class DebianAcceptanceTest {
    @Test
    void aServiceFromAnEmptyHostOn() {
        try (TestHost host = TestHost.start();
                Workplace work = new Workplace(host, "debian")) {
            new Story(host, work).tell();
        }
    }

    private record Story(TestHost host, Workplace work) {
        void tell() {
            fromEmpty();
            fileEdited();
            packageUpdated();
            editedByHand();
            killedInBetween();
            work.settled();
            starts(4);
        }

        private void fromEmpty() {
            declare("1.0", "hello", "");
            Ran plan = work.run("plan", "--detailed-exitcode");
            assertEquals(2, plan.code(), plan::toString);
            Golden.check("debian/1-from-empty", plan.out());
            applied("debian/1-from-empty-applied", 4);
            starts(1);
            assertEquals("active", host.exec("systemctl is-active jf-web"));
            assertEquals("/srv/shop", host.exec("getent passwd shop | cut -d : -f 6"));
            work.settled();
            starts(1);
        }

        private void fileEdited() {
            declare("1.0", "good morning", "");
            planned("debian/2-file-edited");
            applied("debian/2-file-edited-applied", 2);
            starts(2);
            work.settled();
        }

        private void packageUpdated() {
            declare("2.0", "good morning", "");
            planned("debian/3-package-updated");
            applied("debian/3-package-updated-applied", 2);
            starts(3);
            assertEquals(
                    "1.0 2.0",
                    host.exec("dpkg-query -W -f '${Version} ' jf-web jf-lib").strip());
            assertEquals("greeting=good morning", host.exec("cat /etc/jf-web.conf"));
            work.settled();
        }

        private void editedByHand() {
            declare("2.0", "good evening", "");
            String before = state();
            Ran refused = work.applyAfter(() -> host.exec("echo greeting=mine >/etc/jf-web.conf"));
            assertEquals(4, refused.code(), refused::toString);
            assertTrue(
                    refused.out().contains("refused: not as it was when the plan was made (content)"),
                    refused::toString);
            assertEquals("greeting=mine", host.exec("cat /etc/jf-web.conf"));
            assertEquals("", host.exec("ls -A /var/lib/jforge/owed"));
            work.clean();
            host.exec("printf 'greeting=good morning\\n' >/etc/jf-web.conf");
            assertEquals(before, state());
            starts(3);
        }

        /** The file is in place, the restart waits for another file, and that one for its check: there jforge is killed. */
        private void killedInBetween() {
            Gate gate = Gate.on(host);
            declare("2.0", "good evening", """
                      - on: h1
                        file: %s/between
                        content: "x\\n"
                        validate: '%s'
                        requires: [file /etc/jf-web.conf]
                    """.formatted(gate.folder(), gate.validate()));
            try (SecondJvm jvm = SecondJvm.jforge(work.words("apply", "--yes"), Map.of())) {
                gate.awaitArrival();
                assertEquals("greeting=good evening", host.exec("cat /etc/jf-web.conf"));
                jvm.kill();
            }
            Connections.awaitNone(host);
            gate.letThrough();
            Connections.awaitNoShell(host);
            starts(3);
            declare("2.0", "good evening", "");
            planned("debian/4-restart-owed");
            applied("debian/4-restart-owed-applied", 1);
            starts(4);
        }

        private void declare(String version, String greeting, String between) {
            work.inventory("""
                    resources:
                      - on: h1
                        package: jf-web
                        version: "%s"
                      - on: h1
                        user: shop
                        system: true
                        home: /srv/shop
                      - on: h1
                        file: /etc/jf-web.conf
                        content: "greeting=%s\\n"
                        owner: root
                        group: shop
                        mode: 0640
                        validate: jf-web --check %%s
                        requires: [package jf-web]
                    %s  - on: h1
                        service: jf-web
                        enabled: true
                        when-changed: [package jf-web, file /etc/jf-web.conf]
                    %s""".formatted(
                            version,
                            greeting,
                            between,
                            between.isEmpty()
                                    ? ""
                                    : "    requires: ["
                                            + between.lines()
                                                    .filter(l -> l.contains("file:"))
                                                    .map(l -> l.strip().replace("file:", "file"))
                                                    .findFirst()
                                                    .orElseThrow()
                                            + "]\n"));
        }

        private void planned(String golden) {
            Ran plan = work.plan();
            assertEquals(0, plan.code(), plan::toString);
            Golden.check(golden, plan.out());
        }

        private void applied(String golden, int changed) {
            Ran apply = work.apply();
            assertEquals(0, apply.code(), apply::toString);
            assertTrue(apply.out().endsWith("changed: " + changed + "\n"), apply::toString);
            Golden.check(golden, apply.out());
            work.clean();
        }

        private void starts(int expected) {
            assertEquals(Integer.toString(expected), host.exec("wc -l </var/lib/jf-web/starts"));
        }

        /** Of all that this inventory could touch. */
        private String state() {
            return host.exec("stat -c '%a %U %G %i' /etc/jf-web.conf; sha256sum /etc/jf-web.conf /etc/passwd"
                    + " /var/lib/dpkg/status; systemctl show -p MainPID jf-web; ls -AR /var/lib/jforge");
        }
    }
}
