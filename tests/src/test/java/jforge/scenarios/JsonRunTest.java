package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.Test;

/** The JSON of real runs is of the documented schemas; facts of a real host. */
class JsonRunTest {
    private static final Path SCHEMAS = Path.of("../docs/schema");

    @Test
    void plansAndRunsAreOfTheirSchemas() throws IOException {
        TestHost host = TestHost.shared();
        String folder = host.folder();
        try (Workplace work = new Workplace(host, "json")) {
            work.inventory("""
                    resources:
                      - { on: h1, directory: AT/d, mode: "0750" }
                      - { on: h1, file: AT/d/f, content: "x\\n" }
                      - { on: h1, file: AT/bad, content: x, validate: "echo no; test %s = no" }
                      - { on: h1, file: AT/behind, content: x, requires: [file AT/bad] }
                      - { on: h1, link: AT/l, to: d/f }
                    """.replace("AT", folder));
            valid("plan-1.json", 0, work.run("plan", "--json", "--show-commands"));
            Ran run = work.run("apply", "--json", "--yes", "--show-commands");
            valid("run-1.json", 5, run);
            assertTrue(run.out().contains("behind"), run::toString);
            valid("plan-1.json", 2, work.run("plan", "--json", "--detailed-exitcode"));
        }
    }

    @Test
    void factsOfARealHost() {
        try (Workplace work = new Workplace(TestHost.shared(), "facts")) {
            work.inventory("resources: []\n");
            Ran facts = work.run("facts");
            assertEquals(0, facts.code(), facts::toString);
            assertTrue(facts.out().contains("debian"), facts::toString);
            Ran json = work.run("facts", "--json");
            assertEquals(0, json.code(), json::toString);
            assertTrue(json.out().contains("\"debian\""), json::toString);
        }
    }

    private static void valid(String schema, int code, Ran ran) throws IOException {
        assertEquals(code, ran.code(), ran::toString);
        List<String> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMAS.resolve(schema)))
                .validate(ran.out(), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
        assertEquals(List.of(), errors, ran::toString);
    }
}
