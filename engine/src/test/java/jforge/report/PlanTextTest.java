package jforge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jforge.plan.Command;
import jforge.plan.Danger;
import jforge.plan.Difference;
import jforge.plan.Note;
import jforge.plan.Permission;
import jforge.plan.Plan;
import jforge.plan.PlanJson;
import jforge.plan.Step;
import jforge.plan.Value;
import jforge.plan.Verdict;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder of plans is a case: {@code plan.json} and texts of it. {@code -Djforge.golden=write} writes the texts anew.
 */
class PlanTextTest {
    private static final Path CASES = Path.of("src/test/resources/plans");
    private static final List<String> SECRETS = List.of("correct horse");

    private record View(String file, Style style, PlanText.Detail detail) {}

    private static final List<View> VIEWS = List.of(
            new View("plan.txt", Style.PIPED, new PlanText.Detail(false, false)),
            new View("verbose.txt", Style.PIPED, new PlanText.Detail(false, true)),
            new View("commands.txt", Style.PIPED, new PlanText.Detail(true, false)),
            new View("ascii.txt", new Style(false, true, 60), new PlanText.Detail(false, false)),
            new View("colour.txt", new Style(true, false, 100), new PlanText.Detail(false, false)));

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (Stream<Path> cases = Files.list(CASES)) {
            return cases.sorted().toList().stream()
                    .flatMap(c -> VIEWS.stream()
                            .filter(v -> Files.exists(c.resolve(v.file()))
                                    || v.file().equals("plan.txt"))
                            .map(v -> DynamicTest.dynamicTest(c.getFileName() + "/" + v.file(), () -> check(c, v))));
        }
    }

    @Test
    void secretsAreMasked() {
        Plan plan = Samples.secret("correct horse");
        for (View view : VIEWS) {
            String text = shown(plan, view);
            SECRETS.forEach(s -> assertFalse(text.contains(s), text));
        }
        assertEquals("""
                web1
                  ~ file /etc/shop                                                                      site.yaml:41
                      content  @@ -1,3 +1,3 @@
                                user=shop
                                password=(secret)
                               -port=1
                               +port=2
                  ~ user shop                                                                           site.yaml:41
                      password  (secret) -> (secret)

                """, changes(plan));
    }

    @Test
    void notesStandWithTheChangeAndWarningsAlsoWithout() {
        Step step = new Step(
                List.of(new Difference("runtime", Value.of("1"), Value.of("0"))),
                new Command("false", ":"),
                Danger.NONE,
                true);
        List<Note> notes = List.of(Note.info("profile legacy 1"), Note.warning("lost at boot"));
        Plan plan = Samples.plan(Samples.host(
                "web1",
                List.of(
                        Samples.change("web1", "sysctl a", Verdict.UPDATE, step).noting(notes),
                        Samples.change("web1", "sysctl b", Verdict.NO_CHANGE).noting(notes.subList(1, 2)),
                        Samples.change("web1", "sysctl c", Verdict.NO_CHANGE).noting(notes.subList(0, 1)))));
        assertEquals("""
                web1
                  ~ sysctl a  (can cut the path to the host)                                            site.yaml:41
                      runtime  1 -> 0
                      profile legacy 1
                      warning: lost at boot
                    sysctl b                                                                            site.yaml:41
                      warning: lost at boot

                """, changes(plan));
    }

    @Test
    void whatAPurgeTakesIsListed() {
        Value strays = Value.of("2 paths:\n/srv/shop/a\n/srv/shop/b");
        Step purge = new Step(
                List.of(new Difference("undeclared", strays, Value.absent())),
                new Command("false", "rm /srv/shop/a /srv/shop/b"),
                Danger.DESTRUCTIVE);
        Plan plan = Samples.plan(
                Samples.host("web1", List.of(Samples.change("web1", "purge /srv/shop", Verdict.UPDATE, purge))));
        Plan refused = Permission.of(plan, Set.of());
        assertEquals("""
                web1
                  ! purge /srv/shop  refused: destroys: undeclared 2 paths:                             site.yaml:41
                        /srv/shop/a
                        /srv/shop/b
                      allow with --allow purge//srv/shop@%s

                """.formatted(plan.id()), changes(refused));
        assertEquals("""
                web1
                  ~ purge /srv/shop  (destructive)                                                      site.yaml:41
                      undeclared  -2 paths:
                                  -/srv/shop/a
                                  -/srv/shop/b

                """, changes(Permission.of(plan, Set.of("purge//srv/shop"))));
    }

    @Test
    void nobodyIsSaid() {
        String text = shown(Samples.plan(), VIEWS.get(0));
        assertTrue(text.contains("\nno host is left by --limit, --exclude and what the hosts' facts say\n"), text);
    }

    private static String changes(Plan plan) {
        StringBuilder text = new StringBuilder();
        new PlanText(Style.PIPED, new PlanText.Detail(false, false))
                .changes(plan, l -> text.append(l).append('\n'));
        return text.toString();
    }

    private static void check(Path folder, View view) throws IOException {
        Plan plan = PlanJson.read(Files.readString(folder.resolve("plan.json")));
        String text = shown(plan, view);
        Path golden = folder.resolve(view.file());
        if ("write".equals(System.getProperty("jforge.golden"))) {
            Files.writeString(golden, text);
        }
        assertEquals(Files.readString(golden), text);
    }

    private static String shown(Plan plan, View view) {
        StringBuilder text = new StringBuilder();
        new PlanText(view.style(), view.detail())
                .print(plan, Duration.ofMillis(612), l -> text.append(l).append('\n'));
        return text.toString();
    }

    /** Writes the samples as cases. */
    public static void main(String[] args) {
        Stream.of(Samples.shop(), Samples.fleet()).forEach(plan -> {
            Path folder = CASES.resolve(plan.hosts().get(0).host().equals("web1") ? "shop" : "fleet");
            try {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("plan.json"), PlanJson.write(plan));
                for (View view : VIEWS) {
                    Files.writeString(folder.resolve(view.file()), shown(plan, view));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
