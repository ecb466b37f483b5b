package jforge.declare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jforge.Must;
import jforge.inventory.InventoryReader;
import jforge.plan.Value;
import jforge.resource.Fields;
import jforge.source.InventoryErrors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclarerTest {
    private static final String CANARY = "s3cr3t-canary";
    private static final String HEAD = "name: t\nhosts: { web1: { address: 10.0.0.1 }, web2: }\n"
            + "vars: { a: 1, list: [x, { k: v }], map: { k: [1, 2] }, text: \"<${vars.a}>\", yes: true }\n"
            + "secrets: { db: { file: secret.txt } }\nresources:\n";

    @TempDir
    Path directory = Path.of(".");

    @BeforeEach
    void files() throws Exception {
        Files.writeString(directory.resolve("secret.txt"), CANARY + "\n");
        Files.createDirectories(directory.resolve("templates"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${vars.a} | 1",
                "x${vars.a}y${vars.a} | x1y1",
                "${vars.text} | <1>",
                "${vars.list[0]} | x",
                "${vars.list[1].k} | v",
                "${vars.map.k[1]} | 2",
                "${vars[\"a\"]} | 1",
                "$${vars.a} | ${vars.a}",
                "$$${x} | $${x}",
                "$ $x {} } | $ $x {} }",
                "${host.name} | web1",
                "${host.address} | 10.0.0.1",
                "${hosts.web2.address} | web2",
                "${hosts[\"web2\"].vars.text} | <1>",
                "${facts.cpus} | 4",
                "a${vars.yes} | atrue",
                "a${secrets.db}b | a(secret)b",
                "${secrets.db} | (secret)"
            })
    void references(String written, String shown) throws Exception {
        assertEquals(shown, content("    content: '" + written.replace("'", "''") + "'"));
    }

    @Test
    void aSecretIsRealOnlyInItsSpan() throws Exception {
        Fakes found = file("    content: \"a${secrets.db}b\"");
        Value.Text text = (Value.Text) Must.get(found.wanted().attributes(), "content");
        assertEquals(
                List.of(new Value.Span("a", false), new Value.Span(CANARY, true), new Value.Span("b", false)),
                text.spans());
        assertFalse(found.label().contains(CANARY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${secrets.db?upper_case}",
                "${secrets.db?substring(1, 4)}",
                "${secrets.db?length}",
                "${secrets.db?url}",
                "<#assign x>${secrets.db}</#assign>${x?upper_case}",
                "<#assign x>${secrets.db}</#assign>${x?json_string}",
                "<#assign x>${secrets.db}</#assign>${x?js_string}",
                "<#assign x>${secrets.db}</#assign>${x?html}",
                "<#assign x>${secrets.db}</#assign>${x?xml}",
                "<#assign x>${secrets.db}</#assign>${x?rtf}",
                "<#assign x>${secrets.db}</#assign>${x?url}",
                "<#assign x>${secrets.db}</#assign>${x?trim?capitalize}",
                "<#assign x>${secrets.db}</#assign>${x?replace('\"', '')}",
                "<#assign x>${secrets.db}</#assign>${x?split(' ')?join(',')}",
                "<#assign x>${secrets.db}</#assign>${x?left_pad(9)?reverse!x?keep_after('x')}",
                "<#macro m><#nested></#macro><@m>${secrets.db}</@m><#assign x><@m>${secrets.db}</@m></#assign>${x?j_string}",
                "<#assign x>${secrets.db}</#assign>${x?substring(1, 9)}",
                "<#assign x>${secrets.db}</#assign>${x?substring(1)}",
                "<#outputformat 'HTML'>${secrets.db}</#outputformat>"
            })
    void aTemplateCannotAlterASecret(String template) throws Exception {
        String message = fault(template);
        assertFalse(message.contains(CANARY), message);
        assertFalse(message.contains("0123456789abcdef") || Taint.in(message), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
                "${vars?api.size()}",
                "${vars.list?api.class}",
                "${\"1+1\"?eval}",
                "<@\"${1}\"?interpret />",
                "${\"[1]\"?eval_json[0]}",
                "${.now}",
                "${.now?string(\"yyyy\")}",
                "<#if .now?long gt 1>x</#if>",
                "<#assign t = .now>x",
                "${\"${.now}\"}",
                "<#include \"../../etc/passwd\">",
                "<#include \"/../../../../etc/passwd\">",
                "<#include \"file:///etc/passwd\">",
                "<#import \"../secret.txt\" as s>",
                "<#include \"link.ftl\">",
                "${vars.list.class}",
                "${vars.text.getClass()}",
                "${vars.missing}",
                "<#macro m>${.now}</#macro><@m/>",
                "<#function f>\n<#return .now?long></#function>${f()}"
            })
    void aTemplateReachesNothingElse(String template) throws Exception {
        Files.createSymbolicLink(directory.resolve("templates/link.ftl"), directory.resolve("secret.txt"));
        String message = fault(template);
        assertTrue(message.startsWith("templates/a.ftl:"), message);
        assertTrue(message.contains("(in /x, "), message);
    }

    @Test
    void aTemplatePrintsTheSameEverywhere() throws Exception {
        template(
                "?eval .now is text\n<#-- ${.now} -->${2299} ${1234567.5} ${vars.yes} ${with.now} é <#list [1,2] as i>${i}</#list>");
        assertEquals(
                "?eval .now is text\n2299 1234567.5 true 7 é 12", content("    template: a.ftl\n    with: { now: 7 }"));
    }

    @Test
    void whatNeedsFactsWaitsForThem() throws Exception {
        template("${facts.cpus}");
        Path file = write(HEAD + "  - { on: all, package: a }\n  - { on: all, file: /t, template: a.ftl }\n"
                + "  - { on: web1, file: \"/${facts.cpus}\", requires: [package a] }\n"
                + "  - { on: web2, package: b, requires: [file /4 on web1, file /t] }\n");
        Declarer declarer = declarer(file);
        Map<String, Declared> before = declarer.declare(Map.of());
        assertEquals(1, Must.get(before, "web1").resources().size());
        assertEquals(
                List.of("file /t facts", "null facts.cpus"),
                Must.get(before, "web1").undeclared().stream()
                        .map(u -> u.label() + " " + u.needs())
                        .toList());
        Map<String, Declared> after = declarer.declare(Map.of("web1", Map.of("cpus", 4), "web2", Map.of("cpus", 2)));
        assertEquals(3, Must.get(after, "web1").resources().size());
        assertTrue(Must.get(after, "web2").undeclared().isEmpty());
        assertEquals(
                "web1: file /4",
                Must.get(after, "web2")
                        .resources()
                        .get(2)
                        .requires()
                        .get(0)
                        .to()
                        .toString());
    }

    @Test
    void aLongChainOfVariablesIsRefused() throws Exception {
        StringBuilder vars = new StringBuilder("name: t\nhosts: { web1: }\nvars:\n  v20000: 1\n");
        for (int i = 0; i < 20_000; i++) {
            vars.append("  v%d: ${vars.v%d}\n".formatted(i, i + 1));
        }
        Path file = write(vars + "resources: [ { on: all, file: \"/${vars.v0}\" } ]\n");
        String message = String.valueOf(
                assertThrows(InventoryErrors.class, () -> declarer(file).declare(Map.of()))
                        .getMessage());
        assertTrue(message.endsWith("more than 100 variables refer to each other in a row"), message);
    }

    @Test
    void aLocalFileIsKnownByItsDigest() throws Exception {
        Files.writeString(directory.resolve("app.bin"), "abc");
        Object local = file("    source: app.bin").wanted().attributes().get("source");
        assertEquals(
                new Fields.LocalFile(
                        directory.resolve("app.bin").toString(),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        3),
                local);
    }

    private record Fakes(String label, FakeTypes.Wanted wanted) {}

    private Fakes file(String attributes) throws Exception {
        Path file = write(HEAD + "  - on: web1\n    file: /x\n" + attributes + "\n");
        var resource = Must.get(declarer(file).declare(Map.of("web1", Map.of("cpus", 4))), "web1")
                .resources()
                .get(0);
        return new Fakes(resource.ref().label(), (FakeTypes.Wanted) resource.desired());
    }

    private String content(String attributes) throws Exception {
        return file(attributes).wanted().shown(attributes.contains("template:") ? "template" : "content");
    }

    private String fault(String template) throws Exception {
        template(template);
        return String.valueOf(assertThrows(InventoryErrors.class, () -> file("    template: a.ftl"))
                .getMessage());
    }

    private Declarer declarer(Path file) {
        return new Declarer(InventoryReader.read(file, List.of()), FakeTypes.all(), List.of(), "0123456789abcdef");
    }

    private void template(String text) throws Exception {
        Files.writeString(directory.resolve("templates/a.ftl"), text);
    }

    private Path write(String yaml) throws Exception {
        return Files.writeString(directory.resolve("site.yaml"), yaml);
    }
}
