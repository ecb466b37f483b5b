package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jforge.plan.Value;
import jforge.resource.Fields;

/** Headers as lines of curl's configuration, which comes on standard input and so in no argument. */
final class CurlHeaders {
    private CurlHeaders() {}

    /**
     * @param into gets the configuration, its secret parts as such
     * @return the headers' names, in lower case
     * @throws jforge.source.InventoryException if a line is no header; the message holds no value
     */
    static List<String> read(Fields fields, Value.Text text, List<Value.Span> into) {
        List<String> names = new ArrayList<>();
        for (String line : text.revealed().split("\n")) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon);
            if (line.isEmpty()) {
                continue;
            }
            if (!name.matches("[A-Za-z0-9-]+") || line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw fields.fault("headers", "a header is a line \"Name: value\"");
            }
            names.add(name.toLowerCase(Locale.ROOT));
        }
        if (names.isEmpty()) {
            throw fields.fault("headers", "there is no header; write a line \"Name: value\", or leave it out");
        }
        // blank lines would be headers of no name to curl
        boolean begun = false;
        for (Value.Span span : text.spans()) {
            StringBuilder written = new StringBuilder();
            for (char c : span.text().toCharArray()) {
                begun = append(written, c, begun);
            }
            into.add(new Value.Span(written.toString(), span.secret()));
        }
        into.add(new Value.Span(begun ? "\"\n" : "", false));
        return names;
    }

    private static boolean append(StringBuilder written, char c, boolean begun) {
        if (c == '\n') {
            written.append(begun ? "\"\n" : "");
            return false;
        }
        written.append(begun ? "" : "header = \"")
                .append(c == '"' || c == '\\' ? "\\" : "")
                .append(c);
        return true;
    }
}
