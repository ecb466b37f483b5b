package jforge.pools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jforge.plan.Value;

/**
 * The supervisor's configuration of a pool.
 *
 * @param keys by their names there: text, a number, or a list of texts; all but the environment
 * @param env the workers' environment, by name; may hold secrets
 */
record NodeConfiguration(Map<String, Object> keys, Map<String, Value.Text> env) {
    private static final ObjectMapper JSON = new ObjectMapper();

    NodeConfiguration {
        keys = new LinkedHashMap<>(keys);
        env = new TreeMap<>(env);
    }

    /** One key a line, one variable a line: what stands on a host is compared key by key with what a shell can read. */
    Value.Text text() {
        List<Value.Span> spans = new ArrayList<>();
        StringBuilder plain = new StringBuilder("{\n");
        keys.forEach((name, value) -> plain.append("  ")
                .append(json(name))
                .append(": ")
                .append(json(value))
                .append(",\n"));
        plain.append("  \"env\": {");
        String before = "\n";
        for (Map.Entry<String, Value.Text> variable : env.entrySet()) {
            plain.append(before).append("    ").append(json(variable.getKey())).append(": \"");
            for (Value.Span span : variable.getValue().spans()) {
                if (span.secret()) {
                    spans.add(new Value.Span(plain.toString(), false));
                    spans.add(new Value.Span(inside(span.text()), true));
                    plain.setLength(0);
                } else {
                    plain.append(inside(span.text()));
                }
            }
            plain.append('"');
            before = ",\n";
        }
        plain.append(env.isEmpty() ? "}\n}\n" : "\n  }\n}\n");
        spans.add(new Value.Span(plain.toString(), false));
        return new Value.Text(spans);
    }

    /** What stands between the quotes. */
    private static String inside(String text) {
        String quoted = json(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
