package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import jforge.declare.Declarer;
import jforge.inventory.InventoryReader;
import jforge.resource.Resource;
import jforge.resource.ResourceType;
import jforge.source.InventoryErrors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A directory with a source becomes what is in it. */
class SourceTreeTest {
    @TempDir
    Path folder;

    @BeforeEach
    void tree() throws IOException {
        Path app = Files.createDirectories(folder.resolve("app/conf d"));
        Files.writeString(app.resolve("a.conf"), "a=1\n");
        Files.writeString(app.resolve("-b.bak"), "b");
        Files.write(folder.resolve("app/blob"), new byte[] {0, 1, 2});
        Files.writeString(folder.resolve("app/run"), "#!/bin/sh\n").toFile().setExecutable(true);
        Files.createSymbolicLink(app.resolve("up"), Path.of("../run"));
        Files.createDirectories(folder.resolve("app/.git/x"));
    }

    @Test
    void becomesDirectoriesFilesAndLinks() throws IOException {
        assertEquals("""
                directory /srv/app @4
                directory /srv/app/.git @4
                directory /srv/app/.git/x @4
                file /srv/app/blob 0644 Copied @4
                directory /srv/app/conf d @4
                file /srv/app/conf d/-b.bak 0644 Written @4
                file /srv/app/conf d/a.conf 0644 Written @4
                link /srv/app/conf d/up ../run @4
                file /srv/app/run 0755 Written @4""", declared("{ on: all, directory: /srv/app, source: app }"));
    }

    @Test
    void modesOwnersAndWhatIsLeftOut() throws IOException {
        assertEquals("""
                directory /srv/app @4
                directory /srv/app/conf d @4
                file /srv/app/run 0750 shop Written @4""", declared("""
                { on: all, directory: /srv/app, source: app, owner: shop, file-mode: 640,
                      exclude: [.git, "*.bak", blob, "conf d/*"] }""").replace("0644", "?"));
    }

    @Test
    void whatIsDeclaredItselfTakesItsPartsPlace() throws IOException {
        assertEquals("""
                directory /srv/app @4
                file /srv/app/run 0700 null @5
                directory /srv/app/conf d @4
                link /srv/app/conf d/up ../run @4""", declared("""
                { on: all, directory: /srv/app, source: app, exclude: [.git, blob, "*.bak", a.conf] }
                  - { on: all, file: /srv/app/run, mode: "0700" }"""));
    }

    @Test
    void whatRequiresItRequiresAllOfIt() throws IOException {
        List<Resource<?, ?>> resources = resources("""
                { on: all, directory: /srv/app, source: app, exclude: [.git, "conf d"], purge: true }
                  - { on: all, service: app, when-changed: [directory /srv/app], requires: [file /srv/app/run] }""");
        Resource<?, ?> service = resources.stream()
                .filter(r -> r.ref().label().equals("service app"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("directory /srv/app", "file /srv/app/blob", "file /srv/app/run", "purge /srv/app"),
                service.triggers().stream().map(l -> l.to().label()).toList());
        assertEquals(
                List.of("file /srv/app/run"),
                service.requires().stream().map(l -> l.to().label()).toList());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            ln -s /etc/passwd app/out          | the link app/out leads out of the tree, to /etc/passwd; put a copy there, exclude it, or declare it as a link
            ln -s ../../x "app/conf d/out"     | the link app/conf d/out leads out of the tree, to ../../x; put a copy there, exclude it, or declare it as a link
            mkfifo app/pipe                    | app/pipe is no file, directory or link; exclude it, or remove it
            printf x >"app/$(printf 'a\tb')"  | a name in app holds a line break or another control character; rename it, or exclude it
            rm -r app                          | there is no directory app beside this inventory file
            """)
    void whatCantBeBroughtSaysSo(String setup, String problem) {
        assertEquals(
                "", HostShell.DASH.run("cd '" + folder + "'\n" + setup + "\n").text());
        InventoryErrors errors =
                assertThrows(InventoryErrors.class, () -> resources("{ on: all, directory: /srv/app, source: app }"));
        assertEquals(folder + "/site.yaml:4:45: " + problem, errors.getMessage());
    }

    @Test
    void twoTreesOfOneFileAreAnError() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("one/x")).resolve("f"), "1");
        Files.writeString(Files.createDirectories(folder.resolve("two")).resolve("f"), "2");
        InventoryErrors errors = assertThrows(InventoryErrors.class, () -> resources("""
                { on: all, directory: /srv, source: one }
                  - { on: all, directory: /srv/x, source: two }"""));
        assertEquals(
                folder + "/site.yaml:5:5: both directory /srv/x and what is declared in " + folder
                        + "/site.yaml:4:5 bring file /srv/x/f; exclude it from one of them",
                errors.getMessage());
    }

    private String declared(String text) throws IOException {
        return resources(text).stream().map(SourceTreeTest::shown).collect(Collectors.joining("\n"));
    }

    private static String shown(Resource<?, ?> resource) {
        String more = "";
        if (resource.desired() instanceof FileType.Wanted file) {
            String content =
                    file.content() == null ? "null" : file.content().getClass().getSimpleName();
            more = " " + file.ownership().mode().orElse("")
                    + file.ownership().owner().map(o -> " " + o).orElse("") + " " + content;
        } else if (resource.desired() instanceof LinkType.Wanted link) {
            more = " " + link.to().orElse("");
        }
        return resource.ref().label() + more + " @" + resource.mark().line();
    }

    private List<Resource<?, ?>> resources(String text) throws IOException {
        String whole = "name: a\nhosts: { h1: {} }\nresources:\n  - " + text + "\n";
        Path file = Files.writeString(folder.resolve("site.yaml"), whole);
        Map<String, ResourceType<?, ?>> types = new LinkedHashMap<>();
        ServiceLoader.load(ResourceType.class).forEach(type -> types.put(type.key(), type));
        return new Declarer(InventoryReader.read(file, List.of()), types, List.of(), "0123456789abcdef")
                .declare(Map.of())
                .getOrDefault("h1", new jforge.declare.Declared(List.of(), List.of()))
                .resources();
    }
}
