package jforge.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import jforge.plan.Event;
import jforge.plan.Plan;
import jforge.plan.Ref;
import jforge.plan.Verdict;

/** Documents for scripts: {@code jforge.plan/1} and {@code jforge.run/1}, as docs/json.md has them. ASCII alone. */
public final class Json {
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;
    private final boolean commands;

    private Json(boolean commands) throws IOException {
        this.commands = commands;
        this.json = JsonFactory.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .createGenerator(text)
                .useDefaultPrettyPrinter();
    }

    /**
     * A plan as a document.
     *
     * @param looked how long looking took
     * @param commands every command word for word, too
     */
    public static String plan(Plan plan, Duration looked, boolean commands, Set<ExitCode> codes) {
        try {
            Json json = new Json(commands);
            json.json.writeStartObject();
            json.json.writeStringField("format", "jforge.plan/1");
            json.json.writeNumberField("looked_ms", looked.toMillis());
            json.planFields(plan);
            json.exit(codes);
            return json.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A run as a document: the plan, the events, what comparing again found, what came of it.
     *
     * @param commands every command word for word, too
     */
    public static String run(Run run, boolean commands, Set<ExitCode> codes) {
        try {
            Json json = new Json(commands);
            json.json.writeStartObject();
            json.json.writeStringField("format", "jforge.run/1");
            json.json.writeNumberField("took_ms", run.took().toMillis());
            json.planObject("plan", run.plan());
            json.json.writeArrayFieldStart("events");
            for (Event event : run.events()) {
                json.event(event);
            }
            json.json.writeEndArray();
            if (run.verified() == null) {
                json.json.writeNullField("verified");
            } else {
                json.planObject("verified", run.verified());
            }
            json.outcome(run);
            json.exit(codes);
            return json.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String end() throws IOException {
        json.writeEndObject();
        json.close();
        return text.append('\n').toString();
    }

    private void planObject(String field, Plan plan) throws IOException {
        json.writeObjectFieldStart(field);
        planFields(plan);
        json.writeEndObject();
    }

    private void planFields(Plan plan) throws IOException {
        json.writeStringField("inventory", plan.inventory());
        json.writeStringField("id", plan.id());
        Totals totals = Totals.of(plan);
        json.writeObjectFieldStart("totals");
        for (Verdict verdict : Verdict.values()) {
            json.writeNumberField(name(verdict), totals.count(verdict));
        }
        json.writeNumberField("quiet_hosts", totals.quiet());
        json.writeNumberField("unreachable_hosts", totals.unreachable());
        json.writeEndObject();
        new HostJson(json, commands).hosts(plan);
    }

    private void event(Event event) throws IOException {
        json.writeStartObject();
        json.writeStringField("event", name(event.getClass().getSimpleName()));
        json.writeStringField("host", event.host());
        if (event instanceof Event.Begun e) {
            json.writeStringField("label", e.ref().label());
        } else if (event instanceof Event.Ended e) {
            json.writeStringField("label", e.ref().label());
            json.writeStringField("effect", e.effect());
            json.writeStringField("outcome", name(e.outcome()));
            json.writeStringField("output", e.output());
            json.writeStringField("because", e.because());
        } else if (event instanceof Event.Stale e) {
            json.writeStringField("reason", e.kinds());
        } else if (event instanceof Event.Locked e) {
            json.writeStringField("reason", e.holder());
        } else if (event instanceof Event.Lost e) {
            json.writeStringField("reason", e.reason());
        }
        json.writeEndObject();
    }

    private void outcome(Run run) throws IOException {
        Outcome outcome = Outcome.of(run.plan(), run.events());
        json.writeBooleanField("interrupted", run.interrupted());
        json.writeNumberField("changed", outcome.changed().size());
        json.writeNumberField("failed", outcome.failed().size());
        json.writeNumberField("skipped", outcome.skipped().size());
        json.writeNumberField("not_begun", outcome.untouched().size());
        json.writeArrayFieldStart("owed");
        for (var owed : outcome.owed().entrySet()) {
            Ref ref = owed.getKey();
            json.writeStartObject();
            json.writeStringField("host", ref.host());
            json.writeStringField("label", ref.label());
            json.writeStringField("effect", owed.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void exit(Set<ExitCode> codes) throws IOException {
        json.writeObjectFieldStart("exit");
        json.writeNumberField("code", ExitCode.gravest(codes).code());
        json.writeArrayFieldStart("all");
        for (int code : codes.stream().mapToInt(ExitCode::code).sorted().toArray()) {
            json.writeNumber(code);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static String name(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }
}
