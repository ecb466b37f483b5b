package jforge.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Stream;

/**
 * A whole plan as JSON and back, nothing lost: what one process plans another can apply. What scripts read is another
 * form, that of {@code report}. A plan with a secret is not written.
 */
public final class PlanJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addMixIn(Value.class, ValueForm.class)
            .addMixIn(Payload.class, PayloadForm.class)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private PlanJson() {}

    /** @throws IllegalArgumentException if the plan holds a secret: a file is no place for one */
    public static String write(Plan plan) {
        if (values(plan).anyMatch(v -> v instanceof Value.Text && v.isSecret())) {
            throw new IllegalArgumentException("plan " + plan.id() + " holds secrets and can't be written to a file");
        }
        try {
            return MAPPER.writeValueAsString(plan) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan is plain data", e);
        }
    }

    /** @throws IllegalArgumentException if the text is no plan */
    public static Plan read(String json) {
        try {
            return MAPPER.readValue(json, Plan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a plan: " + e.getOriginalMessage(), e);
        }
    }

    private static Stream<Value> values(Plan plan) {
        Stream<Step> steps = plan.changes()
                .flatMap(c -> Stream.concat(
                        c.steps().stream(), Stream.ofNullable(c.due()).map(Due::step)));
        Stream<Command> merges =
                plan.hosts().stream().flatMap(h -> h.merges().stream()).map(Merge::command);
        return Stream.concat(
                steps.flatMap(s -> Stream.concat(
                        s.differences().stream().flatMap(d -> Stream.of(d.before(), d.after())), texts(s.command()))),
                merges.flatMap(PlanJson::texts));
    }

    private static Stream<Value> texts(Command command) {
        return command.payloads().stream()
                .filter(Payload.Inline.class::isInstance)
                .map(p -> ((Payload.Inline) p).text());
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Value.Absent.class, name = "absent"),
        @JsonSubTypes.Type(value = Value.Unknown.class, name = "unknown"),
        @JsonSubTypes.Type(value = Value.Text.class, name = "text"),
        @JsonSubTypes.Type(value = Value.Blob.class, name = "blob")
    })
    private interface ValueForm {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Payload.Inline.class, name = "inline"),
        @JsonSubTypes.Type(value = Payload.Local.class, name = "local")
    })
    private interface PayloadForm {}
}
