package jforge.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The loader under every shell that it must be right for. */
class LoaderTest {
    static List<List<String>> shells() {
        return List.of(List.of("dash", "-c"), List.of("bash", "--posix", "-c"), List.of("busybox", "sh", "-c"));
    }

    /** Keeps the frames that end, and supplies one payload in pieces. */
    static final class Kept implements FrameSink {
        final List<String> names = new ArrayList<>();
        final List<byte[]> bodies = new ArrayList<>();
        private final byte[] payload;
        private final int piece;

        Kept(byte[] payload, int piece) {
            this.payload = payload;
            this.piece = piece;
        }

        @Override
        public void ended(String name, byte[] body, String word) {
            names.add(name + " " + word);
            bodies.add(body);
        }

        @Override
        public Supply asked(String name) {
            return new Supply(payload.length, this::write);
        }

        private void write(OutputStream out) throws IOException {
            for (int at = 0; at < payload.length; at += piece) {
                out.write(payload, at, Math.min(piece, payload.length - at));
                if (piece < 100) {
                    out.flush();
                }
            }
        }
    }

    /** bash is told by its environment to print every command; a login may do that on a host. */
    @Test
    void nothingIsTraced() throws IOException {
        List<String> tracing = List.of("env", "SHELLOPTS=xtrace:verbose", "bash", "--posix", "-c");
        try (LocalShell shell = LocalShell.with("local", tracing)) {
            shell.run(":", new Kept(new byte[0], 1));
            Shell.Result result = shell.run("printf %s 'c4n4ry' >/dev/null; ( : c4n4ry )", new Kept(new byte[0], 1));
            assertEquals("", result.errors());
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static Kept kept() {
        return new Kept(new byte[0], 1);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void scriptsShareOneProcess(List<String> sh) throws IOException {
        try (Shell shell = LocalShell.with("here", sh)) {
            assertEquals(
                    3,
                    shell.run("a='x y'; f() { return 3; }; echo noise; f", kept())
                            .status());
            Kept kept = kept();
            Shell.Result result = shell.run("begin q; printf %s \"$a\"; end $?; echo oops >&2; (exit 5)", kept);
            assertEquals(5, result.status());
            assertEquals(List.of("q 0"), kept.names);
            assertEquals("x y", new String(kept.bodies.get(0), StandardCharsets.UTF_8));
            assertEquals(0, shell.run("", kept()).status());
            Kept environment = kept();
            shell.run("begin e; printf '%s %s %s %s' \"$PWD\" \"$LC_ALL\" \"$(umask)\" \"${#T}\"; end 0", environment);
            assertEquals("/ C 0022 32", new String(environment.bodies.get(0), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void payloadsComeWhole(List<String> sh) throws IOException {
        byte[] tricky = ("0\necho hacked\nexit 3\n$(reboot)\n\n" + "f".repeat(32) + " x 0\n1\nq\n'\"\\!\0\377")
                .getBytes(StandardCharsets.ISO_8859_1);
        List<Kept> cases = List.of(
                new Kept(new byte[0], 1),
                new Kept(tricky, 1),
                new Kept(random(65535), 64 * 1024),
                new Kept(random(65536), 64 * 1024),
                new Kept(random(3_000_017), 64 * 1024),
                new Kept(random(2000), 1));
        try (Shell shell = LocalShell.with("here", sh)) {
            for (Kept kept : cases) {
                assertEquals(0, shell.run("begin p; pull it; end $?", kept).status());
                assertEquals(List.of("p 0"), kept.names);
                assertArrayEquals(kept.payload, kept.bodies.get(0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void largeScriptsAndOutputs(List<String> sh) throws IOException {
        String text = "a line that looks like a command; exit 4\n".repeat(73_000);
        try (Shell shell = LocalShell.with("here", sh)) {
            Kept kept = kept();
            Shell.Result result = shell.run("begin s; printf %s '" + text + "'; end $?", kept);
            assertEquals(0, result.status());
            assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), kept.bodies.get(0));
            Kept out = kept();
            Shell.Result both = shell.run(
                    "begin o; head -c 5000000 /dev/zero; end $?; head -c 5000000 /dev/zero | tr '\\0' e >&2", out);
            assertEquals(5_000_000, out.bodies.get(0).length);
            assertEquals("e".repeat(8192), both.errors());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void failedWriteLosesNoItem(List<String> sh) throws IOException {
        try (Shell shell = LocalShell.with("here", sh)) {
            Kept kept = new Kept(random(2_500_000), 4096);
            assertEquals(1, shell.run("pull it >/dev/full", kept).status());
            assertEquals(0, shell.run("true", kept()).status());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void scriptsSeeNoInput(List<String> sh) throws IOException {
        try (Shell shell = LocalShell.with("here", sh)) {
            assertEquals(0, shell.run("cat; sh -c 'cat'", kept()).status());
            assertEquals(7, shell.run("(exit 7)", kept()).status());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void cutShortIsNeverRun(List<String> sh) throws Exception {
        List<String> command = new ArrayList<>(sh);
        command.add(Loader.PROGRAM);
        Process process = new ProcessBuilder(command).start();
        try (OutputStream out = process.getOutputStream()) {
            out.write(Loader.ascii("t".repeat(32) + "\n1000\necho ran; exit 0\n"));
        }
        assertFalse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("ran"));
        assertEquals(91, process.waitFor());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void endOfTheShellIsSaid(List<String> sh) throws IOException {
        try (Shell shell = LocalShell.with("here", sh)) {
            TransportException e =
                    assertThrows(TransportException.class, () -> shell.run("echo why >&2; exit 17", kept()));
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith("here: the shell ended with status 17"), message);
        }
        try (Shell shell = LocalShell.with("here", sh)) {
            Shell.Result killed = shell.run("sh -c 'kill -9 $$'", kept());
            assertEquals(137, killed.status());
        }
    }

    @Test
    void staysOneQuotedWord() {
        assertTrue(Loader.PROGRAM.indexOf('\'') < 0 && Loader.PROGRAM.indexOf('!') < 0);
        assertTrue(Loader.PROGRAM.replace("\\n", "").indexOf('\\') < 0);
        assertTrue(Loader.command().indexOf('\n') < 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shellcheckAgrees(boolean oneLine) throws Exception {
        String text = oneLine ? Loader.PROGRAM.replace('\n', ' ') : Loader.PROGRAM;
        // 2154, 2034: scripts use what is defined here
        Process process = new ProcessBuilder("shellcheck", "-s", "sh", "-e", "2034", "-")
                .redirectErrorStream(true)
                .start();
        try (OutputStream out = process.getOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("", said);
        assertEquals(0, process.waitFor());
    }
}
