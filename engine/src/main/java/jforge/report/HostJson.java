package jforge.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jforge.plan.Change;
import jforge.plan.Command;
import jforge.plan.Difference;
import jforge.plan.Due;
import jforge.plan.HostPlan;
import jforge.plan.Merge;
import jforge.plan.Note;
import jforge.plan.Payload;
import jforge.plan.Plan;
import jforge.plan.Ref;
import jforge.plan.Step;
import jforge.plan.Value;
import org.jspecify.annotations.Nullable;

/** The hosts of a plan in a document. */
final class HostJson {
    private final JsonGenerator json;
    private final boolean commands;

    HostJson(JsonGenerator json, boolean commands) {
        this.json = json;
        this.commands = commands;
    }

    void hosts(Plan plan) throws IOException {
        json.writeArrayFieldStart("hosts");
        for (HostPlan host : plan.hosts()) {
            json.writeStartObject();
            json.writeStringField("host", host.host());
            json.writeStringField("unreachable", host.unreachable());
            texts("probes", host.probes());
            json.writeArrayFieldStart("changes");
            for (Change change : host.changes()) {
                change(change);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("merges");
            for (Merge merge : host.merges()) {
                json.writeStartObject();
                texts("members", merge.members());
                json.writeStringField("bond", merge.bond().name().toLowerCase(java.util.Locale.ROOT));
                texts("summary", merge.summary());
                command(merge.command());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void change(Change change) throws IOException {
        json.writeStartObject();
        json.writeStringField("label", change.ref().label());
        json.writeStringField("verdict", Json.name(change.verdict()));
        json.writeObjectFieldStart("origin");
        json.writeStringField("file", change.origin().file());
        json.writeNumberField("line", change.origin().line());
        json.writeNumberField("column", change.origin().column());
        json.writeEndObject();
        json.writeStringField("reason", change.reason());
        json.writeStringField("allow", change.allow());
        json.writeStringField("danger", Json.name(change.danger()));
        json.writeBooleanField("cuts_path", change.cutsPath());
        json.writeArrayFieldStart("notes");
        for (Note note : change.notes()) {
            json.writeStartObject();
            json.writeStringField("level", Json.name(note.level()));
            json.writeStringField("text", note.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("steps");
        for (Step step : change.steps()) {
            json.writeStartObject();
            step(step);
            json.writeEndObject();
        }
        json.writeEndArray();
        effect(change.due());
        json.writeEndObject();
    }

    private void effect(@Nullable Due due) throws IOException {
        if (due == null) {
            json.writeNullField("effect");
            return;
        }
        json.writeObjectFieldStart("effect");
        json.writeStringField("name", due.name());
        json.writeArrayFieldStart("triggers");
        for (Ref trigger : due.triggers()) {
            json.writeStartObject();
            json.writeStringField("host", trigger.host());
            json.writeStringField("label", trigger.label());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("owed", due.owed());
        command(due.step().command());
        json.writeEndObject();
    }

    private void step(Step step) throws IOException {
        json.writeArrayFieldStart("differences");
        for (Difference difference : step.differences()) {
            json.writeStartObject();
            json.writeStringField("attribute", difference.attribute());
            value("before", difference.before());
            value("after", difference.after());
            json.writeEndObject();
        }
        json.writeEndArray();
        command(step.command());
    }

    private void value(String field, Value value) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("is", Json.name(value.getClass().getSimpleName()));
        if (value instanceof Value.Text) {
            json.writeStringField("text", value.shown());
            json.writeBooleanField("secret", value.isSecret());
        } else if (value instanceof Value.Blob blob) {
            json.writeStringField("digest", blob.secret() ? null : blob.digest());
            json.writeNumberField("size", blob.secret() ? -1 : blob.size());
            json.writeBooleanField("secret", blob.secret());
        }
        json.writeEndObject();
    }

    private void command(Command command) throws IOException {
        if (!commands) {
            return;
        }
        json.writeObjectFieldStart("command");
        json.writeStringField("test", command.test());
        json.writeStringField("change", command.change());
        if (!command.functions().isEmpty()) {
            json.writeStringField("functions", command.functions());
        }
        json.writeArrayFieldStart("payloads");
        for (Payload payload : command.payloads()) {
            json.writeStartObject();
            json.writeStringField("name", payload.name());
            if (payload instanceof Payload.Local local) {
                json.writeNumberField("size", local.size());
                json.writeStringField("path", local.path());
            } else if (payload instanceof Payload.Inline inline
                    && !inline.text().isSecret()) {
                json.writeNumberField("size", inline.text().revealed().getBytes(StandardCharsets.UTF_8).length);
            } else {
                json.writeBooleanField("secret", true);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void texts(String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
