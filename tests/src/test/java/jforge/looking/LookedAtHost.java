package jforge.looking;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jforge.hosts.TestHost;
import jforge.transport.Connector;
import jforge.transport.Shell;
import jforge.transport.Target;

/** A real host on which scripts are run as they are by a plan, and watched. */
final class LookedAtHost implements AutoCloseable {
    private static final String PROGRAMS = "/usr/local/lib/looking/";

    private static final String TOOLS = "/run/looking/tools/";

    private final TestHost host = TestHost.start();
    private final Connector connector = new Connector();

    LookedAtHost() {
        for (String program : List.of("traced", "sealed", "seal", "snapshot", "dies")) {
            put(PROGRAMS + program, resource("host/" + program));
        }
        host.exec(resource("world.sh"));
    }

    /**
     * What a script printed in its frame.
     *
     * @param word its exit status
     */
    record Reply(byte[] body, String word, String errors) {
        String text() {
            return "status " + word + ": " + new String(body, StandardCharsets.UTF_8) + errors;
        }
    }

    /** A shell of root. */
    Shell plain() throws IOException {
        return connector.connect(host.target());
    }

    /** A shell of root whose calls are traced. */
    Shell traced() throws IOException {
        return connector.connect(host.target("traced", Target.Become.NO));
    }

    /** A shell of root to which every file system is read-only, but for these paths. */
    Shell sealed(List<String> touches) throws IOException {
        put("/run/looking/touches", touches.stream().map(p -> p + "\n").collect(Collectors.joining()));
        return connector.connect(host.target("sealed", Target.Become.NO));
    }

    Reply ask(Shell shell, Asked asked) throws IOException {
        return ask(shell, asked, "");
    }

    /** Makes of each of these programs one that is killed as soon as it starts. */
    void prepareDeaths(Set<String> programs) {
        host.exec("cd " + TOOLS + "; for p in " + String.join(" ", programs) + "; do mkdir -p $p; cp " + PROGRAMS
                + "dies $p/$p; done");
    }

    /** Asks with one program killed as soon as it starts. */
    Reply askWithout(Shell shell, Asked asked, String program) throws IOException {
        return ask(shell, asked, "PATH=" + TOOLS + program + ":$PATH\n");
    }

    private static Reply ask(Shell shell, Asked asked, String before) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        StringBuilder word = new StringBuilder();
        Shell.Result result = shell.run(asked.framed(before), (name, body, said) -> {
            kept.writeBytes(body);
            word.append(said);
        });
        return new Reply(kept.toByteArray(), word.toString(), result.errors());
    }

    /** The calls of each kind, asked one after the other in one traced shell. */
    Map<String, Trace> traces(List<Asked> asked) throws IOException {
        try (Shell shell = traced()) {
            for (Asked one : asked) {
                ask(shell, one, "read -r _ <" + Trace.MARK + one.kind() + " || :\n");
            }
        }
        // the trace is whole when its writer has ended
        String text = host.exec("while pgrep -x strace >/dev/null; do :; done; cat /run/looking/trace");
        Map<String, Trace> traces = new TreeMap<>();
        asked.forEach(one -> traces.put(one.kind(), Trace.of(one, text)));
        return traces;
    }

    /** Takes the state that {@link #changes} compares with. */
    void remember() {
        host.exec(PROGRAMS + "snapshot >/run/looking/before");
    }

    /** The lines of the state that have come, gone or changed since it was last taken; takes it anew. */
    List<String> changes() {
        return host.exec("cd /run/looking; " + PROGRAMS
                        + "snapshot >after; diff before after | grep '^[<>]'; mv after before")
                .lines()
                .toList();
    }

    void exec(String shell) {
        host.exec(shell);
    }

    @Override
    public void close() {
        connector.close();
        host.close();
    }

    private void put(String path, String text) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        host.exec("mkdir -p " + path.substring(0, path.lastIndexOf('/')) + "; echo " + encoded + " | base64 -d >" + path
                + "; chmod 755 " + path);
    }

    static String resource(String name) {
        try (var in = LookedAtHost.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " beside the test");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
