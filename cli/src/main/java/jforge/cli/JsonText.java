package jforge.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import jforge.exec.Ran;
import jforge.explain.Explanation;
import jforge.resource.Explaining;
import jforge.source.Mark;

/** The small documents: of all commands but {@code plan} and {@code apply}. */
final class JsonText {
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonText() {}

    static String checked(Runs.Checked checked) {
        return object("jforge.check/1", json -> {
            json.writeStringField("inventory", checked.inventory());
            json.writeNumberField("hosts", checked.hosts());
            json.writeNumberField("resources", checked.resources());
        });
    }

    static String facts(Runs.Facts facts) {
        return object("jforge.facts/1", json -> {
            json.writeObjectFieldStart("hosts");
            for (Map.Entry<String, Map<String, Object>> host : facts.facts().entrySet()) {
                json.writeObjectFieldStart(host.getKey());
                for (Map.Entry<String, Object> fact : host.getValue().entrySet()) {
                    json.writeFieldName(fact.getKey());
                    value(json, fact.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeObjectFieldStart("unreachable");
            texts(json, facts.unreachable());
            json.writeEndObject();
        });
    }

    static String executed(List<Ran> all, int code) {
        return object("jforge.exec/1", json -> {
            json.writeArrayFieldStart("hosts");
            for (Ran ran : all) {
                json.writeStartObject();
                json.writeStringField("host", ran.host());
                json.writeStringField("unreachable", ran.lost());
                json.writeNumberField("status", ran.status());
                output(json, ran.output());
                json.writeNumberField("left_out", ran.leftOut());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("exit");
            json.writeNumberField("code", code);
            json.writeEndObject();
        });
    }

    static String explained(Explanation found) {
        return object("jforge.explain/1", json -> {
            json.writeStringField("host", found.host());
            json.writeStringField("name", found.name());
            json.writeStringField("value", found.value());
            sources(json, "sources", found.sources());
            json.writeArrayFieldStart("attributes");
            for (Explanation.Attribute attribute : found.attributes()) {
                json.writeStartObject();
                json.writeStringField("name", attribute.name());
                json.writeStringField("written", attribute.written());
                mark(json, attribute.mark());
                sources(json, "uses", attribute.uses());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("waits");
            for (Explanation.Wait wait : found.waits()) {
                json.writeStartObject();
                json.writeStringField("label", wait.label());
                json.writeStringField("host", wait.host());
                json.writeStringField("why", wait.why());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("chain");
            for (Explaining.Link link : found.chain()) {
                json.writeStartObject();
                json.writeStringField("stage", link.stage());
                json.writeStringField("place", link.place());
                json.writeStringField("value", link.value());
                json.writeBooleanField("counts", link.counts());
                json.writeStringField("why", link.why());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("note", found.note());
        });
    }

    private static void sources(JsonGenerator json, String name, List<Explanation.Source> sources) throws IOException {
        json.writeArrayFieldStart(name);
        for (Explanation.Source source : sources) {
            json.writeStartObject();
            json.writeStringField("who", source.who());
            json.writeStringField("value", source.value());
            mark(json, source.mark());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void mark(JsonGenerator json, Mark mark) throws IOException {
        json.writeStringField("file", mark.file());
        json.writeNumberField("line", mark.line());
        json.writeNumberField("column", mark.column());
    }

    private static void output(JsonGenerator json, byte[] bytes) throws IOException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            json.writeBinaryField("output", bytes);
            json.writeStringField("encoding", "base64");
            return;
        }
        json.writeStringField("output", text);
        json.writeStringField("encoding", "utf-8");
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                json.writeString(String.valueOf(item));
            }
            json.writeEndArray();
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    private static void texts(JsonGenerator json, Map<String, String> texts) throws IOException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
    }

    private static String object(String format, Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonFactory.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .createGenerator(text)
                .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("format", format);
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
