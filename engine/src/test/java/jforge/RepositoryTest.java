package jforge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every file of the repository, whatever its module: scripts, documents, and what none may hold. */
class RepositoryTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_SOURCES = Set.of(".git", "target", ".idea", ".vscode");

    /** Hosts that a text may name: of name spaces, and those that are reserved for examples. Packages come from elsewhere. */
    private static final Pattern NAMED_HOSTS = Pattern.compile(
            "maven\\.apache\\.org|www\\.w3\\.org|json-schema\\.org|localhost|127\\.0\\.0\\.1|192\\.0\\.2\\.\\d+"
                    + "|10(\\.\\d+){3}|([a-z0-9-]+\\.)*example(\\.[a-z]+)?|([a-z0-9-]+\\.)*(test|invalid)");

    /** Where the kernel's settings are explained: what their profiles name as sources. */
    private static final Pattern SOURCES =
            Pattern.compile("www\\.rfc-editor\\.org|(www|lore|git)\\.kernel\\.org|github\\.com");

    private static final Pattern URL = Pattern.compile("https?://(?:[^/\\s@]+@)*([A-Za-z0-9][A-Za-z0-9.-]*)");
    private static final Pattern OF_ONE_MACHINE = Pattern.compile("/[w]ork/|/tmp/[w]t?/|/[U]sers/|/home/[u]ser/");
    private static final Pattern LINK = Pattern.compile("(?<!`)\\[[^\\]\\n]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");

    private static final Map<Path, String> TEXTS = new TreeMap<>();

    @BeforeAll
    static void readAll() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean other = NOT_SOURCES.contains(String.valueOf(folder.getFileName()));
                return other ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (NOT_SOURCES.contains(String.valueOf(file.getFileName()))) {
                    return FileVisitResult.CONTINUE;
                }
                try {
                    TEXTS.put(ROOT.relativize(file), attributes.isRegularFile() ? Files.readString(file) : "");
                } catch (MalformedInputException binary) {
                    TEXTS.put(ROOT.relativize(file), "");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertTrue(TEXTS.containsKey(Path.of("pom.xml")), "not the repository: " + ROOT);
    }

    @Test
    void shellScriptsPassShellcheck() throws Exception {
        List<String> command = new ArrayList<>(List.of("shellcheck", "-x", "--"));
        TEXTS.forEach((path, text) -> {
            if (path.toString().endsWith(".sh") || text.matches("(?s)#!\\S*(/env )?\\S*(/|\\b)(ba|da)?sh\\b.*")) {
                command.add(path.toString());
            }
        });
        assertTrue(command.contains("jforge") && command.contains("tests/run"), command.toString());
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        String found = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), found);
    }

    @Test
    void noTextNamesAMachineOrAPackageHost() {
        List<String> faults = new ArrayList<>();
        TEXTS.forEach((path, text) -> {
            OF_ONE_MACHINE.matcher(text).results().forEach(m -> faults.add(at(path, text, m) + m.group()));
            URL.matcher(text)
                    .results()
                    .filter(m -> !NAMED_HOSTS
                            .matcher(m.group(1).toLowerCase(Locale.ROOT))
                            .matches())
                    .filter(m -> !path.toString().contains("kernel")
                            || !SOURCES.matcher(m.group(1)).matches())
                    .forEach(m -> faults.add(at(path, text, m) + m.group()));
        });
        assertEquals("", String.join("\n", faults));
    }

    @Test
    void javaFilesStaySmall() {
        List<String> faults = new ArrayList<>();
        TEXTS.forEach((path, text) -> {
            long lines = path.toString().endsWith(".java") ? text.lines().count() : 0;
            // tests may hold long tables of cases
            if (lines > (path.toString().contains("src/test/") ? 450 : 300)) {
                faults.add(path + ": " + lines + " lines");
            }
        });
        assertEquals("", String.join("\n", faults));
    }

    @Test
    void linksOfDocumentsLeadSomewhere() {
        List<String> faults = new ArrayList<>();
        TEXTS.forEach((path, text) -> {
            if (path.toString().endsWith(".md")) {
                String prose = text.replaceAll("(?ms)^```.*?^```", "");
                LINK.matcher(prose)
                        .results()
                        .filter(m -> !leads(path, m.group(1)))
                        .forEach(m -> faults.add(path + ": " + m.group()));
            }
        });
        assertEquals("", String.join("\n", faults));
    }

    private static boolean leads(Path from, String link) {
        if (link.matches("[a-z]+:.*")) {
            return true;
        }
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? from : from.resolveSibling(file).normalize();
        if (!Files.exists(ROOT.resolve(target))) {
            return false;
        }
        return hash < 0 || anchors(TEXTS.getOrDefault(target, "")).contains(link.substring(hash + 1));
    }

    /** The anchors that a reader of Markdown makes of headings. */
    private static List<String> anchors(String document) {
        return HEADING.matcher(document)
                .results()
                .map(m -> m.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String at(Path path, String text, MatchResult match) {
        long line = text.substring(0, match.start()).lines().count();
        return path + ":" + Math.max(1, line) + ": ";
    }
}
