package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jforge.cli.InProcess.Ran;
import jforge.hosts.Counts;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One change brings about another that is declared too, or the host is busy with something else: no reason to refuse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoFalseRefusalTest {
    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "no-refusal");

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    @Test
    void aNewUsersProfileComesOutOfTheSkeleton() {
        made("""
                resources:
                  - { on: h1, user: ann, home: /home/ann, create-home: true }
                  - { on: h1, file: /home/ann/.profile, content: "umask 027\\n", owner: ann, group: ann, mode: "0640" }
                  - { on: h1, directory: /home/ann/.config, owner: ann, group: ann }
                """);
        assertEquals(
                "umask 027 640 ann", host.exec("cd /home/ann && echo $(cat .profile) $(stat -c '%a %U' .profile)"));
    }

    @Test
    void aPackageBringsAnotherThatIsDeclared() {
        made("""
                resources:
                  - { on: h1, package: jf-web, version: "2.0" }
                  - { on: h1, package: jf-lib, requires: [package jf-web] }
                  - { on: h1, file: /usr/lib/jf-lib/text, content: "mine\\n", requires: [package jf-lib] }
                """);
        assertEquals("mine", host.exec("cat /usr/lib/jf-lib/text"));
    }

    @Test
    void aKernelSettingResetsOthers() {
        host.exec(
                "sysctl -qw net.ipv4.ip_forward=0 net.ipv4.conf.all.send_redirects=1 net.ipv4.conf.all.accept_redirects=0");
        made("""
                resources:
                  - { on: h1, sysctl: net.ipv4.conf.all.send_redirects, value: 0 }
                  - { on: h1, sysctl: net.ipv4.conf.all.accept_redirects, value: 1 }
                  - { on: h1, sysctl: net.ipv4.conf.default.accept_redirects, value: 1 }
                  - { on: h1, sysctl: net.ipv4.conf.all.secure_redirects, value: 0 }
                  - { on: h1, sysctl: net.ipv4.ip_forward, value: 1 }
                """);
        assertEquals(
                "1 0 1 1 0",
                host.exec("cd /proc/sys/net/ipv4 && echo $(cat ip_forward conf/all/send_redirects"
                        + " conf/all/accept_redirects conf/default/accept_redirects conf/all/secure_redirects)"));
    }

    @Test
    void processesLogsAndDiskSpaceComeAndGo() {
        host.exec(
                "mkdir -p /srv/busy && cat >/srv/busy/work <<'WORK'\n" + """
                #!/bin/sh
                # processes, logs, disk space, other packages' files, users' sessions: all but what is declared
                cd /srv/busy || exit
                n=0
                while [ ! -e stop ]; do
                  n=$((n + 1))
                  ( : ) &
                  echo "$n" >"scratch.$((n % 50))"
                  echo "line $n" >>log
                  logger "busy $n" 2>/dev/null
                  dd if=/dev/zero of=bulk bs=64k count=$((n % 40)) 2>/dev/null
                  touch /etc/.busy /var/lib/dpkg/.busy
                  rm -f /etc/.busy /var/lib/dpkg/.busy
                  wait
                done
                """
                        + "WORK\nchmod +x /srv/busy/work; for i in 1 2; do setsid /srv/busy/work >/dev/null 2>&1 </dev/null & done");
        try {
            for (int round = 0; round < Counts.of(4, 40); round++) {
                made("""
                        resources:
                          - { on: h1, directory: /srv/busy/d, mode: "0755" }
                          - { on: h1, file: /srv/busy/d/f, content: "round %1$d\\n" }
                          - { on: h1, line: "192.0.2.%1$d busy", in: /etc/hosts }
                          - { on: h1, user: busy%1$d }
                          - { on: h1, package: jf-web }
                          - { on: h1, sysctl: net.ipv4.tcp_fin_timeout, value: %2$d }
                          - { on: h1, service: jf-web, when-changed: [file /srv/busy/d/f], on-change: reload }
                        """.formatted(round, 20 + round));
            }
        } finally {
            host.exec("touch /srv/busy/stop");
        }
        assertTrue(Integer.parseInt(host.exec("wc -l </srv/busy/log")) > 10);
    }

    private void made(String inventory) {
        work.inventory(inventory);
        Ran apply = work.apply();
        assertEquals(0, apply.code(), apply::toString);
        assertTrue(apply.out().contains("compared again: nothing left to change"), apply::toString);
        work.settled();
    }
}
