package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host that has changed since the plan is refused whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardTest {
    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "guard");

    @BeforeAll
    void thingsToChange() {
        host.exec("mkdir -p /srv/guard/d && echo old >/srv/guard/f && chmod 600 /srv/guard/f && ln -s d /srv/guard/l");
        host.exec("useradd keeper && sysctl -qw net.ipv4.tcp_fin_timeout=60");
        work.inventory("""
                resources:
                  - { on: h1, file: /srv/guard/first, content: "first\\n" }
                  - { on: h1, file: /srv/guard/f, content: "new\\n", mode: "0644" }
                  - { on: h1, directory: /srv/guard/d, mode: "0700" }
                  - { on: h1, link: /srv/guard/l, to: f }
                  - { on: h1, line: "192.0.2.1 guarded", in: /etc/hosts }
                  - { on: h1, user: keeper, comment: Guard, requires: [file /srv/guard/first] }
                  - { on: h1, sysctl: net.ipv4.tcp_fin_timeout, value: 30 }
                  - { on: h1, package: jf-tool, requires: [file /srv/guard/first] }
                """);
        host.exec("mkdir -p -m 700 /var/lib/jforge/owed");
        Ran plan = work.plan();
        assertEquals(0, plan.code(), plan::toString);
    }

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    /** A hand at work between the plan and its start, and what takes it back. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    content       | echo mine >/srv/guard/f               | echo old >/srv/guard/f
                    stat          | chmod 640 /srv/guard/f                | chmod 600 /srv/guard/f
                    stat          | touch /srv/guard/first                | rm /srv/guard/first
                    link-target   | ln -sfn other /srv/guard/l | ln -sfn d /srv/guard/l
                    kernel-setting | sysctl -qw net.ipv4.tcp_fin_timeout=50 | sysctl -qw net.ipv4.tcp_fin_timeout=60
                    packages      | apt-get install -yqq jf-lib           | apt-get purge -yqq jf-lib
                    passwd        | usermod -c Other keeper               | usermod -c '' keeper
                    matching-lines | echo '192.0.2.1 guarded' >>/etc/hosts | sed -i '$d' /etc/hosts
                    """)
    void whatAHandChangedRefusesAll(String kind, String hand, String back) {
        String before = state();
        Ran refused = work.applyAfter(() -> host.exec(hand));
        assertEquals(4, refused.code(), refused::toString);
        assertTrue(
                refused.out().matches("(?s).*refused: not as it was when the plan was made \\([^)]*" + kind + ".*"),
                refused::toString);
        assertTrue(refused.out().endsWith("changed: 0\n"), refused::toString);
        host.exec(back);
        assertEquals(before, state());
        work.clean();
    }

    /** With the inodes of all but links: a hand can't bring a link's back. */
    private String state() {
        return host.exec(
                "cd /srv/guard && find . -type l -printf '%p %l\\n' -o -printf '%p %m %i\\n' | sort && cat f; cat /etc/hosts;"
                        + " getent passwd keeper; dpkg-query -W -f '${Package} ${Status}' 'jf-*' 2>/dev/null; cat /proc/sys/net/ipv4/tcp_fin_timeout;"
                        + " ls -A /var/lib/jforge/owed /etc/sysctl.d 2>/dev/null || :");
    }
}
