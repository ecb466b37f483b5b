package jforge.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jforge.kernel.BootFiles.File;
import jforge.kernel.BootFiles.Found;
import jforge.kernel.BootFiles.Line;
import jforge.resource.UnreadableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script in three shells, and what is made of its output. */
class BootFilesScriptTest {
    private static final List<BootFiles> ONE = List.of(new BootFiles());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"shellcheck -s sh -e SC2034,SC2043 -", "dash -n", "bash --posix -n", "busybox sh -n"})
    void isRight(String check) throws IOException, InterruptedException {
        String script = "(\n" + BootFiles.KIND.script(ONE) + "\n)\n";
        assertEquals("", new String(run(check, script), StandardCharsets.UTF_8));
    }

    /** Read-only, and of this machine's own files: whatever they are, three shells agree on them. */
    @ParameterizedTest
    @ValueSource(strings = {"bash --posix", "busybox sh"})
    void saysTheSameAsDash(String shell) throws IOException, InterruptedException, UnreadableException {
        String script = BootFiles.KIND.script(ONE);
        byte[] dash = run("dash", script);
        assertArrayEquals(dash, run(shell, script));
        assertEquals(1, BootFiles.KIND.read(ONE, dash).size());
    }

    @Test
    void linesThatCountKeepTheirNumbers() throws UnreadableException {
        String content = "# a\n\na.b = 1\n; c\n#\r-d.e\n#f\\\n\tg\0\n";
        Found found = read(
                "systemd\nsysctl from procps-ng 4.0.2\nn/etc/sysctl.d/1.conf\0l/etc/sysctl.d/2.conf\0x/lib/sysctl.d/3.conf\0"
                        + "f/etc/sysctl.conf\0\0/etc/sysctl.conf\n\0" + content.length() + "\n" + content.length()
                        + "\n" + content + content);
        List<Line> lines =
                List.of(new Line(3, "a.b = 1"), new Line(5, "#\r-d.e"), new Line(6, "#f\\"), new Line(7, "\tg\0"));
        assertEquals(
                new Found(
                        List.of(
                                new File("/etc/sysctl.d/1.conf", Optional.empty(), List.of()),
                                new File("/etc/sysctl.d/2.conf", Optional.of("/etc/sysctl.conf"), lines),
                                new File("/lib/sysctl.d/3.conf", Optional.empty(), List.of()),
                                new File("/etc/sysctl.conf", Optional.empty(), lines)),
                        Set.of(Applier.SYSTEMD, Applier.PROCPS_4)),
                found);
    }

    @ParameterizedTest
    @CsvSource({
        "sysctl from procps-ng 3.3.17, PROCPS_3",
        "procps version 3.2.8, PROCPS_3",
        "sysctl from procps-ng 4.0.4, PROCPS_4",
        "sysctl from procps-ng 4.0.5-dirty, PROCPS",
        "procps-ng 4.1, PROCPS",
        "busybox, BUSYBOX"
    })
    void whoApplies(String said, Applier applier) throws UnreadableException {
        assertEquals(Set.of(applier), read("-\n" + said + "\n\0").appliers());
    }

    @Test
    void nobodyApplies() throws UnreadableException {
        assertEquals(Set.of(), read("-\n-\n\0").appliers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "upstart\n-\n\0",
                "-\nsysctl: cannot execute\n\0",
                "-\n-\nf/etc/sysctl.conf\0",
                "-\n-\nf/etc/sysctl.conf\0\0003\nab",
                "-\n-\nf/etc/sysctl.conf\0\0001\nab",
                "-\n-\nf/etc/sysctl.conf\0\000x\nab",
                "-\n-\nf/etc/sysctl.conf\0\00016777217\n",
                "-\n-\nu/etc/sysctl.conf\0\0",
                "-\n-\no/etc/sysctl.d/fifo.conf\0\0",
                "-\n-\nw/etc/sysctl.d/a\nb.conf\0\0"
            })
    void noAnswer(String frame) {
        assertThrows(UnreadableException.class, () -> read(frame));
    }

    private static Found read(String frame) throws UnreadableException {
        return BootFiles.KIND.read(ONE, frame.getBytes(StandardCharsets.UTF_8)).get(0);
    }

    private byte[] run(String command, String input) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("script"), input);
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command.split(" "))
                .redirectErrorStream(true)
                .redirectInput(script.toFile())
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        assertEquals(0, builder.start().waitFor(), () -> command);
        return Files.readAllBytes(output);
    }
}
