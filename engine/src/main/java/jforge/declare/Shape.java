package jforge.declare;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import jforge.resource.Schema;
import jforge.source.InventoryException;
import jforge.source.Node;

/** Values as their kind says: what was written, checked, in one form. */
final class Shape {
    private static final Pattern MODE = Pattern.compile("[0-7]{3,4}");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    private Shape() {}

    static InventoryException wrong(Schema.Attribute attribute, Node node) {
        String quote = node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.BOOLEAN
                ? "; quote it to make it text"
                : "";
        return new InventoryException(
                node.mark(),
                "\"" + attribute.name() + "\" must be " + kind(attribute) + ", found " + node.described() + quote);
    }

    private static String kind(Schema.Attribute attribute) {
        String shown = attribute.kind().shown();
        return switch (attribute.kind()) {
            case TEXT, FLAG -> shown;
            case SENSITIVE_TEXT -> "text";
            case PATH, MODE -> "an " + shown;
            default -> "a " + shown;
        };
    }

    /** Text that holds no secret. */
    static String text(Schema.Attribute attribute, Node node) {
        String text = sensitive(attribute, node);
        if (Taint.in(text)) {
            throw new InventoryException(
                    node.mark(), "a secret can't be used here: \"" + attribute.name() + "\" is shown and logged");
        }
        return text;
    }

    static String sensitive(Schema.Attribute attribute, Node node) {
        if (node instanceof Node.Scalar scalar
                && scalar.kind() != Node.Kind.NULL
                && scalar.kind() != Node.Kind.BOOLEAN) {
            return scalar.text();
        }
        throw wrong(attribute, node);
    }

    /** An absolute path without ".", doubled or trailing slashes. */
    static String path(Schema.Attribute attribute, Node node) {
        String text = text(attribute, node);
        if (!text.startsWith("/")) {
            throw new InventoryException(
                    node.mark(), "\"" + attribute.name() + "\" must be an absolute path, found \"" + text + "\"");
        }
        if (text.chars().anyMatch(c -> c < ' ')) {
            throw new InventoryException(node.mark(), "a path can't hold a line break or another control character");
        }
        String tidy = tidy(text);
        if (("/" + tidy + "/").contains("/../")) {
            throw new InventoryException(node.mark(), "a path can't hold \"..\"; write \"" + text + "\" without it");
        }
        for (String name : tidy.split("/")) {
            require(node, name, 255, "a name in a path has");
        }
        require(node, tidy, 4095, "a path has");
        return tidy;
    }

    private static void require(Node node, String text, int most, String what) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > most) {
            throw new InventoryException(node.mark(), what + " at most " + most + " bytes, this one has " + bytes);
        }
    }

    static String tidy(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    static String mode(Schema.Attribute attribute, Node node) {
        String text = text(attribute, node);
        if (!MODE.matcher(text).matches()) {
            throw new InventoryException(
                    node.mark(),
                    "\"" + attribute.name() + "\" must be three or four octal digits such as 0644, found \"" + text
                            + "\"");
        }
        return text.length() == 3 ? "0" + text : text;
    }

    static boolean flag(Schema.Attribute attribute, Node node) {
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT) {
            throw new InventoryException(
                    node.mark(),
                    "\"" + attribute.name() + "\" must be true or false, found \"" + text(attribute, scalar) + "\""
                            + meant(text(attribute, scalar)));
        }
        throw wrong(attribute, node);
    }

    /** What YAML of old, or a quote too many, was to say. */
    private static String meant(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "false" -> "; write it without quotes";
            case "yes", "on" -> "; write true";
            case "no", "off" -> "; write false";
            default -> "";
        };
    }

    static long number(Schema.Attribute attribute, Node node) {
        String text = text(attribute, node);
        if (!NUMBER.matcher(text).matches()) {
            throw new InventoryException(
                    node.mark(), "\"" + attribute.name() + "\" must be a whole number, found \"" + text + "\"");
        }
        return Long.parseLong(text);
    }

    static List<String> texts(Schema.Attribute attribute, Node node) {
        if (!(node instanceof Node.Sequence list)) {
            return List.of(text(attribute, node));
        }
        List<String> texts = new ArrayList<>();
        for (Node item : list.items()) {
            texts.add(text(attribute, item));
        }
        return texts;
    }

    static Map<String, String> texts(Schema.Attribute attribute, Node.Mapping map) {
        boolean sensitive = attribute.kind() == Schema.Kind.SENSITIVE_MAP;
        Map<String, String> texts = new LinkedHashMap<>();
        for (Node.Entry entry : map.entries()) {
            Node value = entry.value();
            texts.put(entry.key().text(), sensitive ? sensitive(attribute, value) : text(attribute, value));
        }
        return texts;
    }

    /** Each name once. */
    static Map<String, Optional<String>> names(Schema.Attribute attribute, Node node) {
        Map<String, Optional<String>> names = new LinkedHashMap<>();
        if (node instanceof Node.Mapping map) {
            texts(attribute, map).forEach((key, value) -> names.put(key, Optional.of(value)));
            return names;
        }
        for (Node item : node instanceof Node.Sequence list ? list.items() : List.of(node)) {
            if (names.put(text(attribute, item), Optional.empty()) != null) {
                throw new InventoryException(
                        item.mark(), "\"" + text(attribute, item) + "\" stands twice in \"" + attribute.name() + "\"");
            }
        }
        return names;
    }

    static Node.Mapping map(Schema.Attribute attribute, Node node) {
        if (node instanceof Node.Mapping map) {
            return map;
        }
        throw wrong(attribute, node);
    }
}
