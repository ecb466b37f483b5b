package jforge.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jforge.cli.InProcess.Ran;

/** A Java of its own, to be killed, bounded or given other classes. Its output goes to files. */
final class SecondJvm implements AutoCloseable {
    /** All that these tests see. */
    static final String ALL_CLASSES =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private final Process process;
    private final Path out;
    private final Path err;

    private SecondJvm(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts the jforge command. */
    static SecondJvm jforge(List<String> words, Map<String, String> environment, String... options) {
        List<String> command = new ArrayList<>(List.of(options));
        command.addAll(List.of("-cp", ALL_CLASSES, "jforge.cli.Main"));
        command.addAll(words);
        return java(command, environment);
    }

    static SecondJvm java(List<String> words, Map<String, String> environment) {
        // whoever runs the tests in the background ignores Ctrl-C, and so would their children
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(words);
        try {
            Path out = Files.createTempFile("jforge-out", ".txt");
            Path err = Files.createTempFile("jforge-err", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().putAll(environment);
            return new SecondJvm(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Ends it at once, as kill -9 does, and returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        ended();
    }

    /** As Ctrl-C does. */
    void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for its end. */
    Ran ended() {
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                throw new AssertionError("a second Java did not end within 90 s: " + printed());
            }
            return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String printed() throws IOException {
        return Files.readString(out) + Files.readString(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
