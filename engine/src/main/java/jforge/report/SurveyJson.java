package jforge.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jforge.resource.Report;
import jforge.resource.Report.Cell;
import jforge.resource.Report.Column;
import jforge.survey.Surveyed;

/** What hosts told, for scripts: {@code jforge.SECTION-REPORT/1}, as docs/json.md has it. ASCII alone. */
public final class SurveyJson {
    private SurveyJson() {}

    /** @param section the section's key, part of the format's name */
    public static String of(String section, Report report, List<Surveyed> hosts, Set<ExitCode> codes) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonFactory.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .createGenerator(text)
                .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("format", "jforge." + section + "-" + report.name() + "/1");
            json.writeArrayFieldStart("hosts");
            for (Surveyed host : hosts) {
                host(json, report.columns(), host);
            }
            json.writeEndArray();
            exit(json, codes);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private static void host(JsonGenerator json, List<Column> columns, Surveyed host) throws IOException {
        json.writeStartObject();
        json.writeStringField("host", host.host());
        json.writeStringField("unreachable", host.lost());
        json.writeStringField("failed", host.failed());
        json.writeArrayFieldStart("health");
        for (Report.Health one : host.told().health()) {
            json.writeStartObject();
            json.writeStringField("about", one.about());
            json.writeStringField("state", one.state());
            json.writeBooleanField("fine", one.fine());
            json.writeStringField("says", one.says());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        for (List<Cell> row : host.told().rows()) {
            json.writeStartObject();
            for (int i = 0; i < columns.size(); i++) {
                json.writeFieldName(field(columns.get(i)));
                cell(json, row.get(i));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The column's name with its unit: age_ms, memory_bytes. */
    static String field(Column column) {
        String name = column.name().toLowerCase(Locale.ROOT).replace(' ', '_');
        return switch (column.unit()) {
            case MILLISECONDS -> name + "_ms";
            case BYTES -> name + "_bytes";
            case TEXT, COUNT -> name;
        };
    }

    private static void cell(JsonGenerator json, Cell cell) throws IOException {
        if (cell instanceof Report.Text text) {
            json.writeString(text.text());
        } else if (cell instanceof Report.Figure figure) {
            json.writeNumber(figure.figure());
        } else {
            json.writeNull();
        }
    }

    private static void exit(JsonGenerator json, Set<ExitCode> codes) throws IOException {
        json.writeObjectFieldStart("exit");
        json.writeNumberField("code", ExitCode.gravest(codes).code());
        json.writeArrayFieldStart("all");
        for (int code : codes.stream().mapToInt(ExitCode::code).sorted().toArray()) {
            json.writeNumber(code);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
