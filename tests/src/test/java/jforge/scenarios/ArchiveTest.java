package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Releases one after the other, archives that climb out, and what was changed by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchiveTest {
    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "archive");

    @BeforeAll
    void archives() throws IOException {
        host.exec(
                "mkdir -p /srv/make/top/etc && cd /srv/make && echo 1 >top/version && echo x >top/gone && ln -s version top/now"
                        + " && tar -cJf one.tar.xz top && rm top/gone && echo 22 >top/version && tar -cjf two.tar.bz2 top"
                        + " && echo evil >evil && tar -cPf climbs.tar --transform 's,^evil,top/../../../evil,' evil"
                        + " && tar -cPf absolute.tar /srv/make/evil"
                        + " && ln -s ../../etc top/out && tar -cf link.tar top && rm top/out"
                        + " && ln -s /etc top/out && tar -cf far.tar top && rm top/out && mkfifo top/pipe && tar -cf pipe.tar top"
                        + " && head -c 100 one.tar.xz >cut.tar.xz");
        for (String name : host.exec("cd /srv/make && echo *.tar*").split(" ")) {
            work.write(name, "");
            Files.write(
                    work.folder().resolve(name), Base64.getMimeDecoder().decode(host.exec("base64 /srv/make/" + name)));
        }
    }

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    private Ran run(String source, String more) {
        work.inventory("resources:\n  - { on: h1, archive: /srv/app, source: " + source + more + " }\n");
        return work.apply();
    }

    @Test
    void oneReleaseAfterTheOther() {
        host.exec("rm -rf /srv/app");
        Ran first = run("one.tar.xz", ", strip: 1, owner: jforge");
        assertEquals(0, first.code(), first::toString);
        assertEquals("etc gone now version jforge", host.exec("cd /srv/app && echo $(ls) $(stat -c %U now)"));
        work.settled();
        Ran second = run("two.tar.bz2", ", strip: 1");
        assertEquals(0, second.code(), second::toString);
        assertEquals("etc now version 22 root", host.exec("cd /srv/app && echo $(ls) $(cat now) $(stat -c %U now)"));
        work.settled();
        // an edit is seen and taken back
        host.exec("echo 33 >/srv/app/version");
        Ran edited = work.apply();
        assertTrue(edited.out().contains("but 1 changed"), edited::toString);
        assertEquals("22", host.exec("cat /srv/app/version"));
        // what is not of the archive goes only when that is allowed
        host.exec("echo upload >/srv/app/upload");
        Ran stranger = work.apply();
        assertEquals(4, stranger.code(), stranger::toString);
        assertTrue(stranger.out().contains("and 1 others: upload"), stranger::toString);
        assertEquals("upload", host.exec("cat /srv/app/upload"));
        host.exec("rm /srv/app/upload");
        work.settled();
        assertEquals("1", host.exec("ls /var/lib/jforge/archives | wc -l"));
    }

    @Test
    void diedAroundTheRenames() {
        host.exec("rm -rf /srv/app");
        assertEquals(0, run("one.tar.xz", ", strip: 1").code());
        // after the second one
        host.exec("mkdir /srv/.app.jforge-old /srv/.app.jforge-new");
        Ran remains = run("one.tar.xz", ", strip: 1");
        assertTrue(remains.out().contains("with remains of a run that died"), remains::toString);
        assertEquals(
                "1 app",
                host.exec("cat /srv/app/version; ls -A /srv | grep app").replace('\n', ' '));
        work.settled();
        // between them
        host.exec("echo upload >/srv/app/upload; mv /srv/app /srv/.app.jforge-old");
        Ran guarded = run("two.tar.bz2", ", strip: 1");
        assertEquals(5, guarded.code(), guarded::toString);
        assertTrue(guarded.out().contains("holds what is not of the archive"), guarded::toString);
        assertEquals("upload", host.exec("cat /srv/app/upload"));
        host.exec("rm /srv/app/upload; mv /srv/app /srv/.app.jforge-old");
        Ran next = run("two.tar.bz2", ", strip: 1");
        assertEquals(0, next.code(), next::toString);
        assertEquals(
                "22 app",
                host.exec("cat /srv/app/version; ls -A /srv | grep app").replace('\n', ' '));
        work.settled();
    }

    @Test
    void amongOthersTheyStay() {
        host.exec("rm -rf /srv/app; mkdir /srv/app; echo mine >/srv/app/mine");
        Ran first = run("one.tar.xz", ", strip: 1, keep-others: true");
        assertEquals(0, first.code(), first::toString);
        work.settled();
        Ran second = run("two.tar.bz2", ", strip: 1, keep-others: true");
        assertEquals(0, second.code(), second::toString);
        assertEquals("etc mine now version 22", host.exec("cd /srv/app && echo $(ls) $(cat now)"));
        work.settled();
    }

    @Test
    void whatLeadsOutIsNotPutInPlace() {
        host.exec("rm -rf /srv/app /srv/evil; mkdir /srv/app; cp -a /etc/passwd /srv/before");
        for (String[] bad : new String[][] {
            {"climbs.tar", "a member climbs out: top/../../../evil"},
            {"absolute.tar", "a member climbs out: /srv/make/evil"},
            {"link.tar", "a link leads out: './top/out' -> '../../etc'"},
            {"far.tar", "a link leads out: './top/out' -> '/etc'"},
            {"pipe.tar", "neither file, directory nor link: ./top/pipe"},
            {"cut.tar.xz", "can not be unpacked"}
        }) {
            Ran ran = run(bad[0], "");
            assertEquals(5, ran.code(), ran::toString);
            assertTrue(ran.out().contains(bad[1]), ran::toString);
            assertEquals("", host.exec("ls -A /srv/app; ls -d /srv/evil /evil 2>/dev/null || :"));
            work.clean();
        }
        Ran strip = run("one.tar.xz", ", strip: 2");
        assertTrue(strip.out().contains("at level 2 there is not just one directory to strip"), strip::toString);
    }
}
