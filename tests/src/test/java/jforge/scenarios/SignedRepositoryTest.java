package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Signed repositories and the packages that come from them, by apt and by dnf on one host. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignedRepositoryTest {
    private final TestHost host = TestHost.start(TestHost.DNF);
    private final Workplace work = new Workplace(host, "repository");

    /** Two keys; what apt reads and what dnf reads, both signed by the first. */
    @BeforeAll
    void sign() {
        host.exec("""
                cd /srv
                for k in good other; do
                  gpg --batch --quiet --passphrase '' --quick-gen-key $k@localhost default default never 2>/dev/null
                  gpg --armor --export $k@localhost >$k.asc
                done
                cp -r jforge-repo signed
                cd signed
                printf 'Suite: test\nSHA256:\n %s %s Packages\n' "$(sha256sum <Packages | cut -d ' ' -f 1)" \
                  "$(stat -c %s Packages)" >Release
                gpg --batch --quiet -u good@localhost --clearsign -o InRelease Release
                cp -r /srv/rpms /srv/signed-rpms
                rpmsign --define '_gpg_name good@localhost' --define '__gpg /usr/bin/gpg' --addsign /srv/signed-rpms/*.rpm >/dev/null 2>&1
                rm -rf /srv/signed-rpms/repodata
                createrepo_c --quiet /srv/signed-rpms
                rm /etc/apt/sources.list.d/jforge.list /etc/yum.repos.d/jf.repo
                """);
    }

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    @Test
    void apt() {
        host.exec("mv /usr/bin/apt-get.off /usr/bin/apt-get; mv /usr/bin/apt-mark.off /usr/bin/apt-mark");
        String file = "/etc/apt/sources.list.d/shop.sources";
        comesFrom("uris: 'file:/srv/signed', suites: ./", file, "dpkg-query -W -f '${Version}' jf-tool", "1.0");
        assertEquals("Signed-By: /etc/apt/keyrings/shop.asc", host.exec("grep Signed-By " + file));
        heldByHand();
        host.exec("dpkg --purge jf-tool jf-lib >/dev/null; mv /usr/bin/apt-get /usr/bin/apt-get.off");
    }

    @Test
    void dnf() {
        comesFrom(
                "uris: 'file:///srv/signed-rpms'",
                "/etc/yum.repos.d/shop.repo",
                "rpm -q --qf '%{VERSION}-%{RELEASE}' jf-tool",
                "1.0-1");
    }

    private void comesFrom(String attributes, String file, String query, String version) {
        inventory(attributes, "good");
        Ran plan = work.plan();
        assertTrue(plan.out().contains("? package jf-tool  after repository shop"), plan::toString);
        Ran ran = work.apply();
        assertEquals(0, ran.code(), ran::toString);
        assertEquals(version, host.exec(query));
        work.settled();
        String before =
                host.exec("cat " + file + " /etc/apt/keyrings/* /etc/pki/rpm-gpg/* 2>/dev/null; ls -A /var/lib/jforge");

        inventory(attributes.replace("/srv/", "/srv/no-"), "good");
        Ran nowhere = work.apply();
        assertEquals(5, nowhere.code(), nowhere::toString);
        assertTrue(nowhere.out().contains("nothing was changed"), nowhere::toString);
        assertEquals(
                before,
                host.exec(
                        "cat " + file + " /etc/apt/keyrings/* /etc/pki/rpm-gpg/* 2>/dev/null; ls -A /var/lib/jforge"));
        if (attributes.contains("suites")) {
            inventory(attributes, "other");
            Ran wrong = work.apply();
            assertEquals(5, wrong.code(), wrong::toString);
            assertTrue(wrong.out().contains("not signed by the key: nothing was changed"), wrong::toString);
            assertEquals(before, host.exec("cat " + file + " /etc/apt/keyrings/*; ls -A /var/lib/jforge"));
        }
    }

    private void heldByHand() {
        host.exec("apt-mark hold jf-tool >/dev/null");
        work.inventory("resources:\n  - { on: h1, package: jf-tool, absent: true }\n");
        Ran held = work.apply();
        assertEquals(4, held.code(), held::toString);
        assertTrue(held.out().contains("held on the host by hand"), held::toString);
        work.inventory("resources:\n  - { on: h1, package: jf-tool, hold: false }\n");
        Ran freed = work.apply();
        assertTrue(freed.out().contains("held  yes -> no"), freed::toString);
        assertEquals("", host.exec("apt-mark showhold"));
        work.settled();
    }

    private void inventory(String attributes, String key) {
        work.write("key.asc", host.exec("cat /srv/" + key + ".asc") + "\n");
        work.inventory("""
                resources:
                  - { on: h1, repository: shop, %s, key-source: key.asc }
                  - { on: h1, package: jf-tool }
                """.formatted(attributes));
    }
}
