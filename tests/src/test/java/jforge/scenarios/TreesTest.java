package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.cli.InProcess.Ran;
import jforge.hosts.Counts;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Directories with all that is in them: brought, owned, purged, removed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TreesTest {
    private static final Pattern ALLOW = Pattern.compile("--allow (\\S+)");

    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "trees");

    @AfterEach
    void cleared() {
        host.exec("rm -rf /srv/app /srv/old");
    }

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    @Test
    void aTreeIsBroughtAndPurged() throws IOException {
        work.write("app/conf/a b.conf", "a\n");
        work.write("app/bin/run", "#!/bin/sh\n").toFile().setExecutable(true);
        link(work.folder().resolve("app/current"), "bin/run");
        String tree = "{ on: h1, directory: /srv/app, source: app, owner: daemon%s }\n";
        String uploads = "  - { on: h1, directory: /srv/app/uploads }\n";
        work.inventory("resources:\n  - " + tree.formatted("") + uploads);
        Ran plan = work.plan();
        assertTrue(plan.out().contains("+ file /srv/app/conf/a b.conf"), plan::toString);
        Ran made = work.apply();
        assertEquals(0, made.code(), made::toString);
        assertEquals(
                "755 daemon\n644 daemon\nbin/run",
                host.exec("cd /srv/app; stat -c '%a %U' bin/run 'conf/a b.conf'; readlink current")
                        .strip());
        work.settled();
        host.exec(
                "cd /srv/app; mkdir -p x/y uploads/u; : >x/y/stray; : >uploads/u/mine; : >'conf/-stray'; echo b >bin/run");
        Ran mended = work.apply();
        assertTrue(mended.out().contains("changed: 1"), mended::toString);
        work.inventory("resources:\n  - " + tree.formatted(", purge: true") + uploads);
        Ran guarded = work.apply();
        assertEquals(4, guarded.code(), guarded::toString);
        assertTrue(guarded.out().contains("/srv/app/x/y/stray"), guarded::toString);
        assertEquals("#!/bin/sh", host.exec("cat /srv/app/bin/run").strip());
        Ran allowed = work.run("apply", "--yes", "--allow", allowance(work.plan()));
        assertEquals(0, allowed.code(), allowed::toString);
        assertEquals(
                "/srv/app/bin/run /srv/app/conf/a b.conf /srv/app/current /srv/app/uploads/u/mine",
                host.exec("find /srv/app ! -type d | sort | tr '\\n' ' '").strip());
        work.settled();
    }

    @Test
    void whatIsInItIsSaidAndRemovedOnlyWhenAllowed() {
        host.exec("mkdir -p /srv/old/a; : >/srv/old/a/b; : >/srv/old/c");
        work.inventory("resources:\n  - { on: h1, directory: /srv/old, absent: true }\n");
        Ran refused = work.apply();
        assertEquals(4, refused.code(), refused::toString);
        assertTrue(refused.out().contains("it has 2 entries (a, c)"), refused::toString);
        work.inventory("resources:\n  - { on: h1, directory: /srv/old, absent: true, recursive: true }\n");
        Ran guarded = work.apply();
        assertEquals(4, guarded.code(), guarded::toString);
        assertEquals("c", host.exec("ls /srv/old | tail -1").strip());
        Ran allowed = work.run("apply", "--yes", "--allow", allowance(work.plan()));
        assertEquals(0, allowed.code(), allowed::toString);
        assertEquals("gone", host.exec("[ -e /srv/old ] || echo gone").strip());
        work.settled();
    }

    /** Many small files: in minutes and a heap of 512 MB, most of it with the longer count. */
    @Test
    void manyFiles() {
        int count = Counts.of(300, 5000);
        for (int i = 0; i < count; i++) {
            work.write("many/d" + i / 100 + "/f" + i, "content of " + i + "\n");
        }
        work.inventory("resources:\n  - { on: h1, directory: /srv/app, source: many }\n");
        long start = System.nanoTime();
        Ran plan = work.plan();
        long planned = System.nanoTime();
        assertEquals(0, plan.code(), plan::toString);
        Ran made = work.apply();
        long applied = System.nanoTime();
        assertEquals(0, made.code(), made::toString);
        Ran again = work.run("plan", "--detailed-exitcode");
        assertEquals(0, again.code(), again::toString);
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                "%d files: plan %d ms, apply %d ms, no-op plan %d ms, %d MB of heap kept, %d MB at most%n",
                count,
                (planned - start) / 1_000_000,
                (applied - planned) / 1_000_000,
                (System.nanoTime() - applied) / 1_000_000,
                used >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
        assertEquals(
                count,
                Integer.parseInt(host.exec("find /srv/app -type f | wc -l").strip()));
    }

    private static String allowance(Ran plan) {
        Matcher matcher = ALLOW.matcher(plan.out());
        assertTrue(matcher.find(), plan::toString);
        return matcher.group(1);
    }

    private static void link(Path path, String to) throws IOException {
        Files.createSymbolicLink(path, Path.of(to));
    }
}
