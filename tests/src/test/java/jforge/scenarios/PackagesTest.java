package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Packages in one transaction: what is bad in it fails alone, what others would lose has to be allowed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagesTest {
    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "packages");

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    @BeforeEach
    void none() {
        host.exec(
                "dpkg --purge --force-all jf-broken jf-rival jf-tool jf-lib >/dev/null 2>&1; rm -rf /srv/p; mkdir /srv/p");
    }

    @Test
    void anUnknownNameFailsAlone() {
        work.inventory("""
                resources:
                  - { on: h1, package: jf-nonesuch }
                  - { on: h1, package: jf-tool }
                  - { on: h1, file: /srv/p/bad, content: x, requires: [package jf-nonesuch] }
                  - { on: h1, file: /srv/p/good, content: x, requires: [package jf-tool] }
                """);
        Ran ran = work.apply();
        assertTrue(ran.code() == 4 || ran.code() == 5, ran::toString);
        assertTrue(ran.out().contains("jf-nonesuch"), ran::toString);
        assertTrue(ran.out().endsWith("changed: 2\n"), ran::toString);
        assertEquals(
                "good jf-tool",
                host.exec("ls /srv/p; dpkg-query -W -f '${Package}' jf-tool").replace('\n', ' '));
    }

    @Test
    void oneThatCannotBeConfiguredFailsAlone() {
        work.inventory("""
                resources:
                  - { on: h1, package: jf-broken }
                  - { on: h1, package: jf-tool }
                  - { on: h1, file: /srv/p/bad, content: x, requires: [package jf-broken] }
                  - { on: h1, file: /srv/p/good, content: x, requires: [package jf-tool] }
                """);
        Ran ran = work.apply();
        assertEquals(5, ran.code(), ran::toString);
        assertTrue(ran.out().contains("can't be configured"), ran::toString);
        assertEquals("good", host.exec("ls /srv/p"), ran::toString);
        assertEquals("ii ", host.exec("dpkg-query -W -f '${db:Status-Abbrev}' jf-tool"));
        assertTrue(ran.out().endsWith("changed: 2\n"), ran::toString);
    }

    @Test
    void whatRemovesAnotherHasToBeAllowed() {
        host.exec("apt-get install -yqq jf-tool >/dev/null");
        work.inventory("""
                resources:
                  - { on: h1, package: jf-rival }
                  - { on: h1, file: /srv/p/behind, content: x, requires: [package jf-rival] }
                  - { on: h1, file: /srv/p/free, content: x }
                """);
        Ran refused = work.apply();
        assertEquals(4, refused.code(), refused::toString);
        assertTrue(refused.out().contains("jf-tool"), refused::toString);
        assertTrue(refused.out().endsWith("changed: 1\n"), refused::toString);
        assertEquals("free", host.exec("ls /srv/p"));
        Ran wrong = work.run("apply", "--yes", "--allow", "package/jf-rival@000000");
        assertEquals(4, wrong.code(), wrong::toString);
        Ran plan = work.plan();
        Matcher allow =
                Pattern.compile("--allow (package/jf-rival@[0-9a-f]{6})").matcher(plan.out());
        assertTrue(allow.find(), plan::toString);
        Ran done = work.run("apply", "--yes", "--allow", allow.group(1));
        assertEquals(0, done.code(), done::toString);
        assertTrue(done.out().endsWith("changed: 2\n"), done::toString);
        assertEquals("behind free", host.exec("ls /srv/p").replace('\n', ' '));
        work.settled();
    }
}
