package jforge.cli;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Section;

/** The reference of every resource type and section on the class path, as Markdown. */
final class Reference {
    private static final String HEAD = """
            # Resource types

            What stands below `resources:` in an inventory. Every type also takes `on`, `except`, `each`, `requires` and
            `when-changed`: see the [guide](../guide.md). `jforge reference docs/reference` writes these pages.

            """;

    private static final String SECTIONS = """

            # Sections

            What stands in an inventory under a key of its own, beside `resources:`: a list of entries that stand for resources.
            Every entry also takes `on`, `except`, `each`, `once` and `requires`.

            """;

    private Reference() {}

    /** By file name: a page a type, and the list of them. */
    static Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        StringBuilder index = new StringBuilder(HEAD);
        Map<String, Schema> schemas = new TreeMap<>();
        for (ResourceType<?, ?> type : ServiceLoader.load(ResourceType.class)) {
            schemas.put(type.key(), type.schema());
        }
        schemas.forEach((key, schema) -> {
            pages.put(key + ".md", page(key, schema));
            index.append("- [").append(key).append("](").append(key).append(".md): ");
            index.append(schema.summary()).append('\n');
        });
        index.append(SECTIONS);
        Map<String, Schema> sections = new TreeMap<>();
        ServiceLoader.load(Section.class).forEach(section -> sections.put(section.key(), section.schema()));
        sections.forEach((key, schema) -> {
            pages.put(key + ".md", page(key, schema, key + ":\n  "));
            index.append("- [").append(key).append("](").append(key).append(".md): ");
            index.append(schema.summary()).append('\n');
        });
        pages.put("README.md", index.toString());
        return pages;
    }

    static String page(String key, Schema schema) {
        return page(key, schema, "");
    }

    /** @param above what stands above an example, and the blanks before its lines */
    private static String page(String key, Schema schema, String above) {
        StringBuilder page = new StringBuilder("# " + key + "\n\n" + schema.summary() + "\n\n");
        page.append("| attribute | value | meaning |\n| --- | --- | --- |\n");
        for (Schema.Attribute attribute : schema.attributes()) {
            page.append("| `").append(attribute.name()).append('`');
            page.append(attribute.required() ? " (required) | " : " | ");
            page.append(attribute.kind().shown()).append(" | ");
            page.append(attribute.doc().replace("|", "\\|")).append(" |\n");
        }
        for (String example : schema.examples()) {
            page.append("\n```yaml\n")
                    .append(
                            above.isEmpty()
                                    ? item(example)
                                    : above + item(example).strip().replace("\n", "\n  ") + "\n")
                    .append("```\n");
        }
        return page.toString();
    }

    /** An example as an item of {@code resources:}. */
    private static String item(String yaml) {
        String whole = yaml.startsWith("on:") ? yaml : "on: all\n" + yaml;
        return "- " + whole.strip().replace("\n", "\n  ") + "\n";
    }
}
