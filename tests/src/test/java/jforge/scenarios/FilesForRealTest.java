package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import jforge.scenarios.FileCases.Case;
import jforge.scenarios.FileCases.End;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Names, mounts, permissions and full disks as they are on real hosts: right, or a clear error that leaves all as it was. All
 * that is applied is applied by one run, and all that is refused by one plan.
 */
class FilesForRealTest {
    private static final String TREE = "it's a tree/-a b/grün \"$x\"";

    @TestFactory
    List<DynamicTest> onDebian() {
        try (TestHost host = TestHost.start()) {
            // what a login brings along: no mask of it may count
            host.exec("sed -i '1i umask 0777' /root/.bashrc");
            return on(host, FileCases.all());
        }
    }

    @TestFactory
    List<DynamicTest> onBusyBox() {
        try (TestHost host = TestHost.start(TestHost.BUSYBOX)) {
            return on(host, FileCases.all().filter(c -> !c.gnu()));
        }
    }

    private static List<DynamicTest> on(TestHost host, Stream<Case> all) {
        List<Case> cases = all.toList();
        try (var work = new Workplace(host, "real")) {
            work.write("grün -x.bin", "a\0b");
            work.write("large.bin", "x".repeat(200_000));
            work.write(TREE, "new\n");
            host.exec(cases.stream()
                    .map(c -> "mkdir -p " + c.at() + "; cd " + c.at() + "\n" + c.prepare() + "\ncd /\n")
                    .collect(Collectors.joining("", "set -e\n", "")));
            work.inventory(FileCases.inventory(cases, Set.of(End.REFUSED)));
            Ran plan = work.plan();
            work.inventory(FileCases.inventory(cases, Set.of(End.DONE, End.FAILED)));
            Ran applied = work.apply();
            Set<String> wrong =
                    new HashSet<>(Arrays.asList(host.exec(checks(cases)).split("\n")));
            String leftovers = host.exec("find /srv/real -name '*jforge-*' -o -type l -name '.*' | sort");
            List<DynamicTest> tests = new ArrayList<>();
            for (Case one : cases) {
                Ran ran = one.end() == End.REFUSED ? plan : applied;
                tests.add(DynamicTest.dynamicTest(one.name(), () -> {
                    assertFalse(wrong.contains(one.name()), () -> "state of " + one);
                    assertTrue(one.saidBy(ran.out()), () -> "not said of " + one);
                }));
            }
            tests.add(DynamicTest.dynamicTest("nothing is left behind", () -> assertEquals("", leftovers)));
            tests.add(DynamicTest.dynamicTest("exit codes", () -> {
                assertEquals(4, plan.code(), plan::toString);
                assertEquals(5, applied.code(), applied::toString);
            }));
            return tests;
        }
    }

    /** Prints the name of each whose state is not what is expected. */
    private static String checks(List<Case> cases) {
        return cases.stream()
                .map(c -> "( cd " + c.at() + " && " + c.expected() + " ) >/dev/null 2>&1 || echo '" + c.name() + "'\n")
                .collect(Collectors.joining());
    }
}
