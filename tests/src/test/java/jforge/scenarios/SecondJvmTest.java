package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jforge.apply.Apply;
import jforge.cli.InProcess;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import jforge.plan.Plan;
import jforge.plan.PlanJson;
import org.junit.jupiter.api.Test;

/** A plan is all that applying needs: another process makes it that knows no inventory and no resource type. */
class SecondJvmTest {
    @Test
    void aPlanIsMadeByAProcessThatHasNothingElse() throws Exception {
        try (TestHost host = TestHost.start();
                Workplace work = new Workplace(host, "second")) {
            work.write("big.bin", "0123456789abcdef".repeat(10_000));
            work.inventory("""
                    resources:
                      - { on: h1, package: jf-web, version: "1.0" }
                      - { on: h1, user: shop, home: /srv/shop, create-home: true }
                      - { on: h1, directory: /srv/second, owner: shop, mode: "0750" }
                      - { on: h1, file: /srv/second/big, source: big.bin, owner: shop }
                      - { on: h1, link: /srv/second/l, to: big }
                      - { on: h1, file: /etc/jf-web.conf, content: "greeting=hi\\n", validate: jf-web --check %s,
                          requires: [package jf-web] }
                      - { on: h1, line: "192.0.2.9 second", in: /etc/hosts }
                      - { on: h1, sysctl: net.ipv4.tcp_fin_timeout, value: 33 }
                      - { on: h1, service: jf-web, enabled: true, when-changed: [file /etc/jf-web.conf] }
                    """);
            Plan plan = InProcess.planned(work.words("plan").toArray(String[]::new));
            String json = PlanJson.write(plan);
            assertEquals(plan, PlanJson.read(json));
            Path file = work.write("plan.json", json);
            List<String> words = List.of("-cp", classPath(work.folder()), "jforge.apply.FromFile", file.toString());
            try (SecondJvm jvm = SecondJvm.java(words, Map.of())) {
                Ran made = jvm.ended();
                assertEquals(0, made.code(), made::toString);
                String expected = plan.changes()
                        .filter(c -> c.verdict().acts())
                        .map(c -> "CHANGED " + c.ref())
                        .sorted()
                        .collect(Collectors.joining("\n"));
                String changed = made.out()
                        .lines()
                        .filter(l -> l.startsWith("CHANGED") && !l.endsWith("restart"))
                        .sorted()
                        .collect(Collectors.joining("\n"));
                assertEquals(expected, changed, made::toString);
            }
            assertEquals("1", host.exec("wc -l </var/lib/jf-web/starts"));
            work.settled();
        }
    }

    /** The classes of three packages and of the libraries: no inventory, no resource, no type, no command. */
    private static String classPath(Path folder) throws IOException, URISyntaxException {
        Path classes = folder.resolve("classes");
        for (Class<?> root : List.of(Apply.class, FromFileMarker.class)) {
            Path from = Path.of(
                    root.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(from)) {
                copyParts(from, classes);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(from)) {
                    copyParts(jar.getPath("/"), classes);
                }
            }
        }
        assertFalse(Files.exists(classes.resolve("jforge/resource")));
        return Stream.concat(
                        Stream.of(classes.toString()),
                        Stream.of(SecondJvm.ALL_CLASSES.split(":"))
                                .filter(p -> p.endsWith(".jar")
                                        && !Path.of(p).getFileName().toString().startsWith("jforge")))
                .collect(Collectors.joining(":"));
    }

    /** Stands for the test classes' own folder. */
    private static final class FromFileMarker {}

    private static void copyParts(Path from, Path classes) throws IOException {
        for (String part : List.of("plan", "apply", "transport")) {
            copy(from.resolve("jforge").resolve(part), classes.resolve("jforge").resolve(part));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }
}
