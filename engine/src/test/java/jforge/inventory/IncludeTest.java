package jforge.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jforge.Must;
import jforge.source.InventoryErrors;
import jforge.source.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inventories of several files. What contradicts itself stands in the folder of bad inventories. */
class IncludeTest {
    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }

    private static String value(Inventory inventory, String host, String variable) {
        Variable found = Must.get(Must.get(inventory.hosts(), host).vars(), variable);
        return ((Node.Scalar) found.value()).text();
    }

    @Test
    void stagingAndProductionShareDeclarations() throws IOException {
        write("shared/web.yaml", """
                groups: { web: { vars: { port: 80, workers: 2 } } }
                vars: { release: stable, motd: hello }
                secrets: { db: { file: db.txt } }
                ssh: { user: deploy, identity: keys/id }
                resources:
                  - { on: web, file: /etc/shop.conf, source: files/shop.conf }
                """);
        Path staging = write("staging/site.yaml", """
                name: shop-staging
                include: [ ../shared/*.yaml ]
                hosts: { s1: }
                groups: { web: { hosts: "s*", vars: { workers: 1 } } }
                vars: { release: next }
                resources: [ { on: s1, file: /etc/last, content: x } ]
                """);
        Inventory inventory = InventoryReader.read(staging, List.of());
        assertEquals("shop-staging", inventory.name());
        assertEquals(
                "80 1 next hello",
                value(inventory, "s1", "port") + " " + value(inventory, "s1", "workers") + " "
                        + value(inventory, "s1", "release") + " " + value(inventory, "s1", "motd"));
        assertEquals(
                List.of(folder.resolve("shared/keys/id")),
                Must.get(inventory.hosts(), "s1").ssh().identities());
        Secret.File secret = (Secret.File) Must.get(inventory.secrets(), "db");
        assertEquals(folder.resolve("shared/db.txt"), secret.path());
        assertEquals(2, inventory.resources().size());
        Node first = inventory.resources().get(0);
        assertEquals(folder.resolve("shared/web.yaml").toString(), first.mark().file());
        assertEquals(folder.resolve("shared/files/x"), inventory.places().resolve("files/x", first.mark()));
        assertEquals(folder.resolve("staging"), inventory.directory());
    }

    @Test
    void aFileThatIncludesBothSettlesWhatTwoDisagreeOn() throws IOException {
        write("a.yaml", "vars: { x: 1 }");
        write("b.yaml", "vars: { x: 2 }");
        write("ab.yaml", "include: [a.yaml, b.yaml]");
        Path site = write("site.yaml", "name: t\ninclude: ab.yaml\nhosts: { h1: }\nvars: { x: 3 }\n");
        assertEquals("3", value(InventoryReader.read(site, List.of()), "h1", "x"));
    }

    @Test
    void aDirectoryIsAllOfItsYamlFilesInTheOrderOfTheirNames() throws IOException {
        write("10-hosts.yaml", "name: t\nhosts: { h2: , h1: }\nresources: [ { on: all, file: /first } ]\n");
        write("20-more.yml", "vars: { x: 1 }\nresources: [ { on: all, file: /second } ]\n");
        write("notes.txt", "");
        write(".20-more.yml.swp.yaml", "{");
        write("templates/x.yaml", "{");
        Inventory inventory = InventoryReader.read(folder, List.of());
        assertEquals("1", value(inventory, "h2", "x"));
        assertEquals(folder, inventory.directory());
        assertEquals(
                List.of("10-hosts.yaml", "20-more.yml"),
                inventory.resources().stream()
                        .map(n -> Path.of(n.mark().file()).getFileName().toString())
                        .toList());
    }

    @Test
    void aDirectoryWithoutAnyIsAFault() {
        var none = assertThrows(InventoryErrors.class, () -> InventoryReader.read(folder, List.of()));
        assertEquals(folder + ": this directory holds no inventory: no file ends in .yaml or .yml", none.getMessage());
    }

    @Test
    void aLinkedDirectoryAndAGlobOverDirectories() throws IOException {
        write("roles/a/main.yaml", "vars: { a: 1 }");
        write("roles/b/main.yaml", "vars: { b: 2 }");
        Files.createDirectories(folder.resolve("sites/deep"));
        Path site = write("sites/deep/site.yaml", "name: t\ninclude: ../../roles/*/main.yaml\nhosts: { h1: }\n");
        Files.createSymbolicLink(folder.resolve("now"), folder.resolve("sites/deep"));
        for (Path path : List.of(site, folder.resolve("now/site.yaml"), folder.resolve("now"))) {
            Inventory inventory = InventoryReader.read(path, List.of());
            assertEquals("12", value(inventory, "h1", "a") + value(inventory, "h1", "b"));
        }
    }
}
