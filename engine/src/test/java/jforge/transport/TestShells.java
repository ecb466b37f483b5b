package jforge.transport;

import java.io.IOException;
import java.util.List;

/** Shells on this machine, for tests of what runs in them. */
public final class TestShells {
    /** Those that every script must be right for. */
    public static final List<List<String>> ALL =
            List.of(List.of("dash", "-c"), List.of("bash", "--posix", "-c"), List.of("busybox", "sh", "-c"));

    private TestShells() {}

    public static Shell open(String host, List<String> sh) throws IOException {
        return LocalShell.with(host, sh);
    }
}
