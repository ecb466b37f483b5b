package jforge.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jforge.cli.InProcess;
import jforge.cli.InProcess.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with a module is told at the line that names it. */
class ModuleFaultsTest {
    @TempDir
    Path folder = Path.of("");

    private Path acme = Path.of("");

    @BeforeEach
    void name() {
        acme = folder.resolve("acme");
    }

    /** @param java the body of a class that extends the documented type by something */
    private Path build(String name, String key, String java) throws IOException {
        String type = BuiltModule.documented().get(0);
        List<String> sources = List.of(
                type.replace("return \"queue\";", "return \"" + key + "\";")
                        .replace(
                                "    @Override\n    public List<Edge>",
                                java + "\n    @Override\n    public List<Edge>"),
                BuiltModule.documented().get(1));
        return BuiltModule.build(folder.resolve(name), sources, "com.example.acme.QueueType");
    }

    private Ran check(String modules) throws IOException {
        Path site = Files.writeString(
                folder.resolve("site.yaml"),
                "name: t\nmodules: " + modules + "\nhosts: { h1: }\nresources: [ { on: h1, queue: q, limit: 1 } ]\n");
        return InProcess.jforge("check", site.toString());
    }

    private void fails(String message, Ran ran) {
        assertEquals(1, ran.code(), ran::toString);
        assertEquals(message, ran.err().replace(folder + "/", "").strip());
    }

    @Test
    void whatIsRightLoads() throws IOException {
        build("acme", "queue", "");
        assertEquals(0, check("acme").code());
        BuiltModule.pack(acme.resolve("target/classes"), folder.resolve("acme.jar"));
        assertEquals(0, check("[ acme.jar ]").code());
        Files.createDirectories(folder.resolve("jars"));
        Files.move(folder.resolve("acme.jar"), folder.resolve("jars/acme-1.0.jar"));
        assertEquals(0, check("[ jars ]").code());
    }

    @Test
    void nothingThere() throws IOException {
        fails(
                "site.yaml:2:10: the module acme is not there; a module is a folder with jars or target/classes, or a jar",
                check("acme"));
        Files.createDirectories(acme.resolve("src"));
        fails("site.yaml:2:10: the module acme holds no jar and no target/classes; build it first", check("acme"));
        Files.writeString(acme.resolve("acme.jar"), "no jar");
        fails("site.yaml:2:10: the module acme has acme.jar, which can't be read as a jar", check("acme"));
    }

    @Test
    void noServiceFileOrAWrongOne() throws IOException {
        BuiltModule.build(acme, BuiltModule.documented(), "");
        fails(
                "site.yaml:2:10: the module acme brings no resource type: it has no " + BuiltModule.SERVICE
                        + " that names one, and no section or cross check either",
                check("acme"));
        BuiltModule.build(acme, BuiltModule.documented(), "com.example.acme.Queue");
        fails(
                "site.yaml:2:10: the module acme can't be loaded: Provider com.example.acme.Queue not found",
                check("acme"));
        BuiltModule.build(acme, BuiltModule.documented(), "com.example.acme.QueueLimit");
        fails(
                "site.yaml:2:10: the module acme can't be loaded: com.example.acme.QueueLimit not a subtype",
                check("acme"));
    }

    @Test
    void aNewerJava() throws IOException {
        build("acme", "queue", "");
        Path type = acme.resolve("target/classes/com/example/acme/QueueType.class");
        byte[] bytes = Files.readAllBytes(type);
        bytes[7] = (byte) (44 + 99);
        Files.write(type, bytes);
        Ran ran = check("acme");
        fails(
                "site.yaml:2:10: the module acme was compiled for a newer Java: com.example.acme.QueueType needs Java 99,"
                        + " and jforge runs on Java " + Runtime.version().feature() + "; compile it with --release 17",
                ran);
    }

    @Test
    void aClassThatIsMissing() throws IOException {
        build("acme", "queue", "    private static final QueueLimit ONE = new QueueLimit(\"x\");");
        Files.delete(acme.resolve("target/classes/com/example/acme/QueueLimit.class"));
        fails(
                "site.yaml:2:10: the module acme needs the class com.example.acme.QueueLimit, which is neither in it nor"
                        + " in jforge's contract; put its jar into the folder",
                check("acme"));
    }

    @Test
    void keysThatAreTaken() throws IOException {
        build("acme", "queue", "");
        build("other", "queue", "");
        build("files", "file", "");
        build("words", "on", "");
        fails(
                "site.yaml:2:18: the module other brings the type \"queue\", which the module in site.yaml:2:12 brings, too",
                check("[ acme, other ]"));
        fails("site.yaml:2:10: the module files brings the type \"file\", which jforge has itself", check("files"));
        fails("site.yaml:2:10: the module words brings a type with the key \"on\", which can't be one", check("words"));
    }

    /** @param text what to have the documented section say instead */
    private void section(String name, String of, String text) throws IOException {
        List<String> sources = BuiltModule.documented().stream()
                .map(source -> source.contains("implements Section") ? source.replace(of, text) : source)
                .toList();
        BuiltModule.build(folder.resolve(name), sources, "com.example.acme.QueueType");
    }

    @Test
    void sectionsWithKeysThatAreTaken() throws IOException {
        section("acme", "", "");
        section("vars", "\"queues\"", "\"vars\"");
        section("kernels", "\"queues\"", "\"kernel\"");
        section("words", "\"queues\"", "\"No\"");
        section("hosts", "\"names\"", "\"each\"");
        fails(
                "site.yaml:2:10: the module vars brings the section \"vars\", which is a key that every inventory has",
                check("vars"));
        fails(
                "site.yaml:2:10: the module kernels brings the section \"kernel\", which jforge has itself",
                check("kernels"));
        fails(
                "site.yaml:2:10: the module words brings a section with the key \"No\", which can't be one",
                check("words"));
        fails(
                "site.yaml:2:10: the module hosts brings the section \"queues\" with an attribute \"each\", which means"
                        + " something for every section",
                check("hosts"));
        Path copy = folder.resolve("copy");
        section("copy", "", "");
        Ran both = check("[ acme, copy ]");
        assertEquals(1, both.code());
        assertTrue(
                both.err()
                        .replace(folder + "/", "")
                        .contains("site.yaml:2:18: the module copy brings the section \"queues\", which the module in"
                                + " site.yaml:2:12 brings, too"),
                both::toString);
        assertTrue(Files.exists(copy));
    }

    @Test
    void aSectionIsKnownByItsModuleAlone() throws IOException {
        section("acme", "", "");
        Path site = folder.resolve("site.yaml");
        String text = "name: t\nmodules: acme\nhosts: { h1: }\n%s:\n  - { on: h1, names: { %s } }\n";
        Files.writeString(site, text.formatted("queues", "a: 1, b: 2"));
        Ran right = InProcess.jforge("check", site.toString());
        assertEquals(0, right.code(), right::toString);
        assertTrue(right.out().contains("2 resources"), right::toString);
        Files.writeString(site, text.formatted("queus", "a: 1"));
        fails(
                "site.yaml:4:1: an inventory has no key \"queus\"; did you mean \"queues\"?",
                InProcess.jforge("check", site.toString()));
        Files.writeString(site, text.formatted("queues", "a: many"));
        fails(
                "site.yaml:5:24: a queue holds a number of messages, found \"many\"",
                InProcess.jforge("check", site.toString()));
        Files.writeString(site, text.formatted("queues", "a: 1").replace("modules: acme\n", ""));
        assertTrue(InProcess.jforge("check", site.toString())
                .err()
                .contains("site.yaml:3:1: an inventory has no key \"queues\""));
        Files.writeString(site, text.formatted("queues", "a: 1").replace("acme", "gone"));
        assertTrue(InProcess.jforge("exec", site.toString(), "--", "true").err().contains("gone is not there"));
    }

    @Test
    void aTypeThatFails() throws IOException {
        build(
                "acme",
                "queue",
                "    public QueueType() {\n        throw new IllegalStateException(\"no licence\");\n    }");
        fails(
                "site.yaml:2:10: the module acme can't be loaded: Provider com.example.acme.QueueType could not be"
                        + " instantiated (java.lang.IllegalStateException: no licence)",
                check("acme"));
        build("late", "queue", "").toFile();
        String type = BuiltModule.documented()
                .get(0)
                .replace("long limit = ", "String none = null;\n        none.length();\n        long limit = ");
        BuiltModule.build(
                folder.resolve("late"), List.of(type, BuiltModule.documented().get(1)), "com.example.acme.QueueType");
        Ran ran = check("late");
        assertEquals(1, ran.code());
        assertTrue(ran.err().startsWith("jforge: a fault of the module late: "), ran::toString);
    }
}
