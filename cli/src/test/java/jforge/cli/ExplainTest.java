package jforge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jforge.report.Style;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void inventory() throws IOException {
        Files.writeString(folder.resolve("db.txt"), "c4nary");
        Files.writeString(folder.resolve("site.yaml"), """
                name: shop
                hosts:
                  web1: { address: 10.0.0.11, vars: { port: 8081 } }
                  web2: { address: 10.0.0.12, ssh: { user: deploy } }
                groups:
                  web: { hosts: "web*", vars: { port: 8080 }, ssh: { user: web } }
                  canary: { hosts: web2, priority: 2, vars: { port: 9090, link: "p-${vars.port}" } }
                vars: { port: 80, sites: [ { name: a } ] }
                secrets:
                  db: { file: db.txt }
                resources:
                  - on: web
                    directory: /srv/shop
                  - on: web
                    each: ${vars.sites}
                    file: /srv/shop/${each.name}
                    content: "${vars.link} ${secrets.db} $${vars.port}"
                    requires: [service shop]
                    except: web1
                  - on: web
                    service: shop
                  - on: web
                    file: /srv/cpus
                    content: "${facts.cpus}"
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web1 vars.port    | vars.port on web1: 8081~  * host web1: 8081  (:3:45)~    group web: 8080  (:6:39)~    all hosts: 80  (:8:15)",
                "web2 port         | vars.port on web2: 9090~  * group canary, priority 2: 9090  (:7:53)~    group web: 8080  (:6:39)~    all hosts: 80  (:8:15)",
                "web2 ${ssh.user}  | ssh.user on web2: deploy~  * host web2: deploy  (:4:44)~    group web: web  (:6:60)",
                "web2 ssh.port     | ssh.port on web2~  the inventory doesn't say: OpenSSH's configuration does, else it is the default",
                "web2 secrets.db   | secrets.db on web2~  secrets: file /db.txt  (:10:15)~  it is read on this machine when something uses it, and never shown",
                "web2 facts.cpus   | facts.cpus on web2~  the host says it at each run: jforge facts INVENTORY --limit web2 shows it",
            })
    void tellsWhereItComesFrom(String words, String text) {
        assertEquals(0, run(words.split(" ")), err::toString);
        assertEquals(text, printed());
    }

    @Test
    void tellsOfTheCommandLine() {
        assertEquals(0, run("web1", "port", "--set", "port=1"));
        assertTrue(printed().startsWith("vars.port on web1: 1~  * command line: 1  (--set"), printed());
    }

    @Test
    void tellsOfAResource() {
        assertEquals(0, run("web2", "file /srv/shop/a"), err::toString);
        assertEquals(
                String.join(
                        "~",
                        "file /srv/shop/a on web2",
                        "  declared: file /srv/shop/a  (:14:5)",
                        "  on: web  (:14:9)",
                        "  each: ${vars.sites}  (:15:11)",
                        "  except: web1  (:19:13)",
                        "  file: /srv/shop/${each.name}  (:16:11)",
                        "  content: ${vars.link} ${secrets.db} $${vars.port}  (:17:14)",
                        "    ${vars.link}, group canary, priority 2: p-${vars.port}  (:7:65)",
                        "    ${vars.port}, group canary, priority 2: 9090  (:7:53)",
                        "    ${secrets.db}: (secret)  (:10:15)",
                        "  requires: [service shop]  (:18:15)",
                        "  after service shop: requires, as written",
                        "  after directory /srv/shop: requires it, as a file does"),
                printed());
        assertEquals(0, run("web1", "file /srv/cpus"));
        assertTrue(
                printed().endsWith("it needs facts.cpus of web1: what it waits for can't be told without"), printed());
    }

    @Test
    void tellsScripts() {
        assertEquals(0, run("web1", "vars.port", "--json"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("\"format\" : \"jforge.explain/1\""), out::toString);
        assertFalse(out.toString(StandardCharsets.UTF_8).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web3~port          | explain: there is no host \"web3\"; did you mean \"web1\"?",
                "web1~vars.prot     | explain: host web1 has no variable \"prot\"; did you mean \"port\"?",
                "web1~secrets.dc    | explain: there is no secret \"dc\"; did you mean \"db\"?",
                "web2~file /srv/shp/a | explain: host web2 has no resource \"file /srv/shp/a\"; did you mean \"file /srv/shop/a\"?",
            })
    void namesWhatWasMeant(String words, String message) {
        assertEquals(1, run(words.split("~")));
        assertEquals(message, err.toString(StandardCharsets.UTF_8).strip());
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                InputStream.nullInputStream(),
                Style.PIPED,
                false,
                false);
        List<String> all =
                new ArrayList<>(List.of("explain", folder.resolve("site.yaml").toString()));
        all.addAll(Arrays.asList(words));
        return new Main(new Wiring(), terminal).execute(all.toArray(String[]::new));
    }

    /** With a tilde for a line's end, and without the file. */
    private String printed() {
        String text = out.toString(StandardCharsets.UTF_8).strip().replace('\n', '~');
        return text.replace(folder.resolve("site.yaml").toString(), "").replace(folder.toString(), "");
    }
}
