package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import jforge.declare.Declarer;
import jforge.inventory.InventoryReader;
import jforge.resource.ResourceType;
import jforge.source.InventoryErrors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Declarations that contradict each other say so at check time, with both places. */
class ConflictsTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            line: a, in: /a             | file: /a, mode: 0600               | -
            line: a, in: /a             | file: /b, content: x               | -
            line: a, in: /a             | link: /a, to: b                    | -
            line: a, in: /a             | line: b, in: /a                    | -
            line: a, in: /a             | line: a, in: /b                    | -
            line: a, in: /a             | file: /b, requires: [line a]       | -
            line: a, in: /a             | file: /b, requires: [line a in /a] | -
            line: a, in: /a             | line: a, in: /b, requires: [line a] | 5:44 more than one "line a" is declared on h1: write line a in /a or line a in /b
            line: a, in: /a, match: ^a$ | line: aa, in: /a                   | -
            line: a, in: /a, match: ^a  | line: ab, in: /b                   | -
            line: a 1, in: /a, match: '^#?a[[:space:]]' | line: b 1, in: /a, match: '^#?b[[:space:]]' | -
            line: a, in: /a, match: '^\\w' | line: aa, in: /a                | -
            line: a, in: /a, absent: true | line: ab, in: /a, absent: true, match: ^a | -
            file: /a, content: x, validate-group: g | file: /b, content: "${facts.os}", validate-group: g, validate: 'true' | -
            file: /a, content: x, validate-group: g | file: /b, content: x, validate-group: g | 1 nothing checks group g; give one of its files "validate", such as nginx -t / 2 nothing checks group g; give one of its files "validate", such as nginx -t
            line: a, in: /a             | file: /a, content: x               | 1 /a is declared whole, by file /a in 2; put the line there, or take away what that says of its content
            line: a, in: /a             | file: /a, absent: true             | 1 /a is declared whole, by file /a in 2; put the line there, or take away what that says of its content
            line: a, in: /a, absent: true | file: /a, content: x             | 1 /a is declared whole, by file /a in 2; put the line there, or take away what that says of its content
            line: a, in: /etc/cron.d/x  | cron: x, schedule: '@daily', command: x | 1 /etc/cron.d/x is declared whole, by cron x in 2; put the line there, or take away what that says of its content
            line: a, in: /a             | directory: /a                      | 1 /a can't have a line: there is directory /a in 2
            file: /a                    | directory: /a                      | 2 directory /a and file /a in 1 are one thing on h1; keep one of them, or leave this host out of one with except:
            link: /a, to: b             | file: /a/                          | 2 file /a and link /a in 1 are one thing on h1; keep one of them, or leave this host out of one with except:
            file: /a, content: x        | file: /a, content: y               | 2 file /a is declared twice on h1, differently in 1; make them one, or leave this host out of one with except:
            line: a 1, in: /a, match: '^#?a' | line: 'ab', in: /a            | 1 "match: ^#?a" replaces "ab", which 2 wants in /a; make the pattern narrower, or keep one of them
            line: a, in: /a, match: '[^[:digit:]]b', absent: true | line: '-b', in: /a | 1 "match: [^[:digit:]]b" removes "-b", which 2 wants in /a; make the pattern narrower, or keep one of them
            line: a, in: /a, absent: true | line: a, in: /a, match: ^b       | 2 line a in /a is declared twice on h1, differently in 1; make them one, or leave this host out of one with except:
            """)
    void saysWhy(String first, String second, String expected) throws IOException {
        String found = "-";
        try {
            declare("resources:\n  - { on: all, " + first + " }\n  - { on: all, " + second + " }\n");
        } catch (InventoryErrors e) {
            found = String.valueOf(e.getMessage());
        }
        String places = found.replace("\n", " / ")
                .replaceAll("\\S*site.yaml:4:5:?", "1")
                .replaceAll("\\S*site.yaml:5:5:?", "2")
                .replaceAll("\\S*site.yaml:(5:44):", "$1");
        assertEquals(expected == null ? "-" : expected, places);
    }

    private void declare(String resources) throws IOException {
        Path file = Files.writeString(folder.resolve("site.yaml"), "name: a\nhosts: { h1: {} }\n" + resources);
        Map<String, ResourceType<?, ?>> types = new LinkedHashMap<>();
        ServiceLoader.load(ResourceType.class).forEach(type -> types.put(type.key(), type));
        new Declarer(InventoryReader.read(file, List.of()), types, List.of(), "0123456789abcdef").declare(Map.of());
    }
}
