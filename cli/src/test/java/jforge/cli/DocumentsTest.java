package jforge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jforge.report.ExitCode;
import jforge.resource.Schema;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The documents say what the program does. */
class DocumentsTest {
    private static final Path DOCS = Path.of("../docs");

    @Test
    void everyOptionIsInTheTable() throws IOException {
        String document = Files.readString(DOCS.resolve("cli.md"));
        for (String row : rows()) {
            assertTrue(document.contains(row + "\n"), "docs/cli.md lacks: " + row);
        }
        long written = document.lines().filter(l -> l.matches("\\| `-[-v].*")).count();
        assertEquals(rows().size(), written, "docs/cli.md has an option that is not there");
    }

    @Test
    void everyExitCodeIsInTheTable() throws IOException {
        String document = Files.readString(DOCS.resolve("cli.md"));
        for (ExitCode code : ExitCode.values()) {
            assertTrue(document.contains("\n| " + code.code() + " | "), "docs/cli.md lacks exit code " + code.code());
        }
    }

    @Test
    void theReferenceIsUpToDate() throws IOException {
        Map<String, String> written = new TreeMap<>();
        try (Stream<Path> pages = Files.list(DOCS.resolve("reference"))) {
            for (Path page : pages.toList()) {
                written.put(page.getFileName().toString(), Files.readString(page));
            }
        }
        assertEquals(Reference.pages(), written, "write it anew: ./jforge reference docs/reference");
    }

    @Test
    void aPageOfTheReference() {
        Schema schema = Schema.of("A line in a file.")
                .required("line", Schema.Kind.PATH, "The file.")
                .optional("text", Schema.Kind.TEXT, "The line, one of a | b.")
                .example("on: all\nline: /etc/hosts\n")
                .build();
        assertEquals("""
                # line

                A line in a file.

                | attribute | value | meaning |
                | --- | --- | --- |
                | `line` (required) | absolute path | The file. |
                | `text` | text | The line, one of a \\| b. |

                ```yaml
                - on: all
                  line: /etc/hosts
                ```
                """, Reference.page("line", schema));
    }

    /** A row of the table for each option, with the commands that take it. */
    private static List<String> rows() {
        Map<String, List<String>> takers = new TreeMap<>();
        List<String> all = new ArrayList<>();
        commands("", new Main().commandLine()).forEach((name, command) -> {
            all.add(name);
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!option.usageHelp()) {
                    takers.computeIfAbsent(row(option), k -> new ArrayList<>()).add(name);
                }
            }
        });
        List<String> rows = new ArrayList<>();
        takers.forEach(
                (row, commands) -> rows.add(row + (commands.equals(all) ? "all" : String.join(", ", commands)) + " |"));
        return rows;
    }

    /** Those that do something, by their words; without the sandbox's. */
    private static Map<String, CommandLine> commands(String before, CommandLine parent) {
        Map<String, CommandLine> found = new LinkedHashMap<>();
        parent.getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden() && !name.equals("sandbox")) {
                if (command.getSubcommands().isEmpty()) {
                    found.put(before + name, command);
                }
                found.putAll(commands(before + name + " ", command));
            }
        });
        return found;
    }

    private static String row(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        return "| `" + String.join("`, `", option.names()) + value + "` | " + option.description()[0] + " | ";
    }

    /** Prints the table. */
    public static void main(String[] args) {
        rows().forEach(System.out::println);
    }
}
