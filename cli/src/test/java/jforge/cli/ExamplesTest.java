package jforge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Section;
import jforge.transport.Passwords;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every example of every type on the class path is a resource of an inventory, as the reference prints it. */
class ExamplesTest {
    @TempDir
    Path directory;

    @TestFactory
    List<DynamicTest> areValid() {
        List<DynamicTest> tests = new ArrayList<>();
        for (ResourceType<?, ?> type : ServiceLoader.load(ResourceType.class)) {
            Schema schema = type.schema();
            assertFalse(schema.examples().isEmpty(), type.key() + " has no example");
            for (String example : schema.examples()) {
                String name = example.lines().findFirst().orElse("");
                tests.add(DynamicTest.dynamicTest(name, () -> check(schema, example)));
            }
        }
        for (Section section : ServiceLoader.load(Section.class)) {
            assertFalse(section.schema().examples().isEmpty(), section.key() + " has no example");
            for (String example : section.schema().examples()) {
                String name = section.key() + ": " + example.lines().findFirst().orElse("");
                tests.add(DynamicTest.dynamicTest(name, () -> check(section, example)));
            }
        }
        return tests;
    }

    private void check(Section section, String example) throws IOException {
        Path file = directory.resolve("inventory.yaml");
        String yaml =
                "name: example\nhosts: { web1: { address: 192.0.2.1 } }\n" + section.key() + ":\n  - on: all\n    ";
        Files.writeString(file, yaml + example.strip().replace("\n", "\n    ") + "\n");
        Request request = new Request(file, List.of(), List.of(), Map.of(), 1, null, List.of(), Passwords.NONE, true);
        assertTrue(new Wiring().check(request).resources() > 0);
    }

    private void check(Schema schema, String example) throws IOException {
        Path file = directory.resolve("inventory.yaml");
        String yaml = "name: example\nhosts: { web1: { address: 192.0.2.1 } }\nresources:\n  - on: all\n    ";
        Files.writeString(file, yaml + example.strip().replace("\n", "\n    ") + "\n");
        for (Schema.Attribute attribute : schema.attributes()) {
            switch (attribute.kind()) {
                case TEMPLATE -> touch(directory.resolve("templates"), attribute.name(), example);
                case LOCAL_FILE -> touch(directory, attribute.name(), example);
                default -> {}
            }
        }
        Request request = new Request(file, List.of(), List.of(), Map.of(), 1, null, List.of(), Passwords.NONE, true);
        assertEquals(1, new Wiring().check(request).resources());
    }

    /** Makes the file that the example names by this attribute. */
    private static void touch(Path parent, String attribute, String example) throws IOException {
        var named = Pattern.compile("(?m)^" + attribute + ": (\\S+)$").matcher(example);
        if (named.find()) {
            Path file = parent.resolve(named.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
    }
}
