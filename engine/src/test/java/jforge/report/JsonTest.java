package jforge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import jforge.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final Path SCHEMAS = Path.of("../docs/schema");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void plansAreOfTheSchema(boolean commands) throws IOException {
        for (Plan plan : List.of(Samples.shop(), Samples.fleet(), Samples.secret("pw"))) {
            valid("plan-1.json", Json.plan(plan, Duration.ofMillis(5), commands, ExitCode.of(plan, true)));
        }
    }

    @Test
    void runsAreOfTheSchema() throws IOException {
        Run run = new Run(Samples.shop(), Events.all(), Samples.fleet(), true, Duration.ofSeconds(1));
        valid("run-1.json", Json.run(run, true, ExitCode.of(run)));
        Run quiet = new Run(Samples.fleet(), List.of(), null, false, Duration.ZERO);
        valid("run-1.json", Json.run(quiet, false, ExitCode.of(quiet)));
    }

    @Test
    void theSchemaIsStrict() throws IOException {
        String json = Json.plan(Samples.fleet(), Duration.ZERO, false, Set.of());
        assertFalse(errors("plan-1.json", json.replace("\"verdict\"", "\"verdikt\""))
                .isEmpty());
    }

    @Test
    void secretsAreMasked() {
        Plan plan = Samples.secret("correct horse");
        String json = Json.plan(plan, Duration.ZERO, true, Set.of());
        assertFalse(json.contains("correct horse"), json);
        assertTrue(json.contains("(secret)"), json);
    }

    @Test
    void itIsAscii() {
        String json = Json.plan(Samples.fleet(), Duration.ZERO, false, Set.of());
        assertTrue(json.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f), json);
    }

    private static void valid(String schema, String json) throws IOException {
        assertEquals(List.of(), errors(schema, json), json);
    }

    private static List<String> errors(String schema, String json) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMAS.resolve(schema)))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }
}
