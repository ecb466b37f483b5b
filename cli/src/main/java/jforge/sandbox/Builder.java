package jforge.sandbox;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes the namespaces of one sandbox and starts what holds them. */
final class Builder {
    private static final String INSTEAD = "; give a host of your own in its place:"
            + " \"HOST: {address: ADDRESS, ssh: {user: USER, become: sudo}}\"";

    private Builder() {}

    /**
     * Starts the holder in the directory and waits until a shell can enter.
     *
     * @throws SandboxException if this machine has no such namespaces for this user
     */
    static void start(Path directory, String host) throws IOException {
        for (String tool : List.of("setsid", "unshare", "nsenter", "mount", "pivot_root")) {
            require(tool);
        }
        Path script = directory.resolve("init");
        try (InputStream text = Objects.requireNonNull(Builder.class.getResourceAsStream("init.sh"))) {
            Files.copy(text, script);
        }
        Path errors = directory.resolve("errors");
        Process process = new ProcessBuilder(command(script, directory, host))
                .directory(new File("/"))
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        if (!"ready".equals(out.readLine())) {
            process.destroyForcibly();
            throw new SandboxException("no sandbox here: " + reason(Files.readString(errors)) + INSTEAD);
        }
    }

    private static List<String> command(Path script, Path directory, String host) throws IOException {
        List<String> words = new ArrayList<>(List.of("setsid", "unshare"));
        if (!isRoot()) {
            words.addAll(List.of("--user", "--map-root-user"));
        }
        words.addAll(List.of("--mount", "--net", "--pid", "--uts", "--ipc", "--fork", "--propagation", "private"));
        words.addAll(List.of("sh", script.toString(), directory.toString(), host));
        return words;
    }

    private static String reason(String errors) throws IOException {
        String said = errors.strip().lines().reduce((first, last) -> last).orElse("its first process ended");
        String why = isRoot()
                ? "a container without the right to make namespaces, or a kernel without overlay file systems"
                : "user namespaces are closed to " + System.getProperty("user.name") + ", run it as root";
        return said + " (" + why + ")";
    }

    private static void require(String tool) throws SandboxException {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        for (String directory : path.split(":")) {
            if (Files.isExecutable(Path.of(directory, tool))) {
                return;
            }
        }
        throw new SandboxException("no sandbox here: it takes Linux and " + tool + " (package util-linux)" + INSTEAD);
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }
}
