package jforge.cli;

import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import jforge.resource.ResourceType;
import jforge.resource.Schema;

/** The reference of every resource type on the class path, as Markdown. */
final class Reference {
    private Reference() {}

    /** By file name: a page a type, and the list of them. */
    static Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        StringBuilder index = new StringBuilder("# Resource types\n\n");
        Map<String, Schema> schemas = new TreeMap<>();
        for (ResourceType<?, ?> type : ServiceLoader.load(ResourceType.class)) {
            schemas.put(type.key(), type.schema());
        }
        schemas.forEach((key, schema) -> {
            pages.put(key + ".md", page(key, schema));
            index.append("- [").append(key).append("](").append(key).append(".md): ");
            index.append(schema.summary()).append('\n');
        });
        pages.put("README.md", index.toString());
        return pages;
    }

    static String page(String key, Schema schema) {
        StringBuilder page = new StringBuilder("# " + key + "\n\n" + schema.summary() + "\n\n");
        page.append("| attribute | value | meaning |\n| --- | --- | --- |\n");
        for (Schema.Attribute attribute : schema.attributes()) {
            page.append("| `").append(attribute.name()).append('`');
            page.append(attribute.required() ? " (required) | " : " | ");
            page.append(attribute.kind().shown()).append(" | ");
            page.append(sentence(attribute.doc()).replace("|", "\\|")).append(" |\n");
        }
        for (String example : schema.examples()) {
            page.append("\n```yaml\n").append(item(example)).append("```\n");
        }
        return page.toString();
    }

    private static String sentence(String doc) {
        String begun = doc.substring(0, 1).toUpperCase(Locale.ROOT) + doc.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }

    /** An example as an item of {@code resources:}. */
    private static String item(String yaml) {
        return "- " + yaml.strip().replace("\n", "\n  ") + "\n";
    }
}
