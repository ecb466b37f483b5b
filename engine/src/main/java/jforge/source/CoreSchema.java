package jforge.source;

import java.util.regex.Pattern;

/** What a plain scalar stands for: the core schema of YAML 1.2, section 10.3. */
final class CoreSchema {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern DECIMAL = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private CoreSchema() {}

    static Node.Kind kind(String text) {
        switch (text) {
            case "", "~", "null", "Null", "NULL":
                return Node.Kind.NULL;
            case "true", "True", "TRUE", "false", "False", "FALSE":
                return Node.Kind.BOOLEAN;
            default:
                break;
        }
        if ("+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return Node.Kind.TEXT;
        }
        if (INTEGER.matcher(text).matches()) {
            return Node.Kind.INTEGER;
        }
        return DECIMAL.matcher(text).matches() ? Node.Kind.DECIMAL : Node.Kind.TEXT;
    }
}
