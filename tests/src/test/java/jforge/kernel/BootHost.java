package jforge.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import jforge.hosts.TestHost;
import jforge.kernel.BootCase.Content;
import jforge.kernel.BootCase.Directory;
import jforge.kernel.BootCase.Link;
import jforge.kernel.BootCase.Node;
import jforge.kernel.BootFiles.Found;
import jforge.plan.Sh;
import jforge.resource.UnreadableException;

/** A host whose files of kernel settings a test replaces, layout after layout, and whose kernel it asks what came of them. */
final class BootHost implements AutoCloseable {
    private static final int PIECE = 100_000;
    /** Of files that no longer are in the way; this host is the test's own, and nothing is put back. */
    private static final String EMPTY = """
            for d in /etc/sysctl.d /run/sysctl.d /usr/local/lib/sysctl.d /usr/lib/sysctl.d; do
              rm -rf "$d"
              mkdir -p "$d"
            done
            rm -rf /etc/sysctl.conf /srv/settings
            """;

    private final TestHost host;
    private final Map<SysctlKey, String> start;
    private final List<String> interfaces;
    private final String reset;

    /**
     * What a layout led to.
     *
     * @param found by the question
     * @param values of each key, blanks folded, by the command that was run
     */
    record Outcome(Found found, Map<String, Map<SysctlKey, String>> values) {}

    BootHost(TestHost host, List<String> interfaces) {
        this.host = host;
        this.interfaces = interfaces;
        this.start = BootUniverse.start(interfaces);
        StringBuilder writes = new StringBuilder();
        start.forEach((key, value) -> writes.append("echo ")
                .append(value)
                .append(" >")
                .append(path(key))
                .append('\n'));
        reset = writes.toString();
        addInterfaces();
    }

    void addInterfaces() {
        StringBuilder adds = new StringBuilder();
        interfaces.forEach(name -> adds.append("ip link add name ").append(name).append(" type bridge || exit\n"));
        run(adds.toString());
    }

    Map<SysctlKey, String> start() {
        return start;
    }

    TestHost host() {
        return host;
    }

    private static String path(SysctlKey key) {
        return "/proc/sys/" + key.path();
    }

    /** Lays out files in place of all that is there. */
    void lay(Map<String, Node> files) {
        run(EMPTY + layout(files));
    }

    Found found() throws UnreadableException {
        String said = run(ask());
        return read(said);
    }

    private static String ask() {
        return "export LC_ALL=C\n(\n" + BootFiles.KIND.script(List.of(new BootFiles()))
                + "\n) >/tmp/frame </dev/null || exit\nbase64 -w 0 /tmp/frame\necho\n";
    }

    private static Found read(String base64) throws UnreadableException {
        byte[] frame = Base64.getDecoder().decode(base64.strip());
        return BootFiles.KIND.read(List.of(new BootFiles()), frame).get(0);
    }

    /** Seconds that the host needs for the question's script, the least of some tries. */
    double secondsToAsk() {
        String script = "cat >/tmp/question <<'--end--'\n(\n" + BootFiles.KIND.script(List.of(new BootFiles()))
                + "\n)\n--end--\nfor i in 1 2 3 4 5; do\na=$(date +%s%N)\nsh /tmp/question >/dev/null\nb=$(date +%s%N)\n"
                + "echo $((b - a))\ndone\n";
        return run(script).lines().mapToLong(Long::parseLong).min().orElseThrow() / 1e9;
    }

    /**
     * Layout after layout: the question is asked, and for each command the keys are set to their start, the command is run,
     * and the keys are read.
     *
     * @param commands a failure of theirs is no news: one bad line makes for it
     */
    List<Outcome> outcomes(List<Map<String, Node>> layouts, List<String> commands) throws UnreadableException {
        StringBuilder script = new StringBuilder("reset() {\n" + reset + "}\nvalues() {\n" + values() + "}\n");
        for (Map<String, Node> layout : layouts) {
            script.append(EMPTY).append(layout(layout)).append(ask());
            for (String command : commands) {
                script.append("reset || exit\n")
                        .append(command)
                        .append(" >/dev/null 2>&1 </dev/null\n[ $? -lt 126 ] || exit\nvalues || exit\n");
            }
        }
        List<String> said = run(script.toString()).lines().toList();
        List<Outcome> outcomes = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < layouts.size(); i++) {
            Found found = read(said.get(at++));
            Map<String, Map<SysctlKey, String>> values = new LinkedHashMap<>();
            for (String command : commands) {
                values.put(command, values(said.subList(at, at + start.size())));
                at += start.size();
            }
            outcomes.add(new Outcome(found, values));
        }
        return outcomes;
    }

    /** The kernel's values now; a key that it lacks is left out. */
    Map<SysctlKey, String> now() {
        return values(run(values() + "true\n").lines().toList());
    }

    private String values() {
        StringBuilder paths = new StringBuilder("grep -sH ''");
        start.keySet().forEach(key -> paths.append(' ').append(path(key)));
        return paths.append('\n').toString();
    }

    private static Map<SysctlKey, String> values(List<String> lines) {
        Map<SysctlKey, String> values = new LinkedHashMap<>();
        for (String line : lines) {
            String[] parts = line.substring("/proc/sys/".length()).split(":", 2);
            values.put(new SysctlKey(parts[0]), SysctlKey.fold(parts[1]));
        }
        return values;
    }

    private static String layout(Map<String, Node> files) {
        StringBuilder script = new StringBuilder();
        files.forEach((path, node) -> {
            String parent = path.substring(0, path.lastIndexOf('/'));
            if (!Rules.DIRECTORIES.contains(parent)) {
                script.append("mkdir -p ").append(Sh.quote(parent)).append('\n');
            }
            if (node instanceof Link link) {
                script.append("ln -s ")
                        .append(Sh.quote(link.target()))
                        .append(' ')
                        .append(Sh.quote(path))
                        .append('\n');
            } else if (node instanceof Directory) {
                script.append("mkdir ").append(Sh.quote(path)).append('\n');
            } else if (node instanceof Content content) {
                script.append("printf -- '")
                        .append(escaped(content.bytes()))
                        .append("' >")
                        .append(Sh.quote(path))
                        .append('\n');
            }
        });
        return script.toString();
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            if (b == '%') {
                text.append("%%");
            } else if (b >= ' ' && b < 127 && b != '\'' && b != '\\') {
                text.append((char) b);
            } else {
                text.append('\\').append((char) ('0' + (b >> 6 & 3)));
                text.append((char) ('0' + (b >> 3 & 7))).append((char) ('0' + (b & 7)));
            }
        }
        return text.toString();
    }

    /** In pieces: an argument has to be shorter than 128 KB. */
    private String run(String script) {
        String packed = packed(script);
        for (int from = 0; from < packed.length(); from += PIECE) {
            host.exec("printf %s " + packed.substring(from, Math.min(packed.length(), from + PIECE))
                    + (from == 0 ? " >" : " >>") + "/tmp/packed");
        }
        return host.exec("base64 -d /tmp/packed | gzip -dc >/tmp/script && sh /tmp/script");
    }

    private static String packed(String script) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(script.getBytes(UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    @Override
    public void close() {
        host.close();
    }
}
