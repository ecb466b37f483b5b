package jforge.base;

import java.util.List;
import java.util.Set;

/**
 * What is mounted.
 *
 * @param name as fstab has it, but for escapes
 */
record MountSource(String name, Kind kind) {
    enum Kind {
        /** UUID=, LABEL=, PARTUUID=, PARTLABEL=. */
        TAG,
        /** A block device's path. */
        DEVICE,
        /** An image, by the option loop. */
        IMAGE,
        /** A directory or file that is seen at a second place. */
        BIND,
        /** tmpfs, a server's path: what only its file system understands. */
        NAME
    }

    private static final Set<String> TAGS = Set.of("UUID", "LABEL", "PARTUUID", "PARTLABEL");

    static MountSource of(String name, List<String> options) {
        if (options.contains("bind") || options.contains("rbind")) {
            return new MountSource(name, Kind.BIND);
        }
        if (options.stream().anyMatch(o -> o.equals("loop") || o.startsWith("loop="))) {
            return new MountSource(name, Kind.IMAGE);
        }
        if (name.contains("=") && TAGS.contains(name.substring(0, name.indexOf('=')))) {
            return new MountSource(name, Kind.TAG);
        }
        return new MountSource(name, name.startsWith("/dev/") ? Kind.DEVICE : Kind.NAME);
    }

    /** Whether it is a path of the host, which another resource may make. */
    boolean isPath() {
        return name.startsWith("/") && kind != Kind.NAME;
    }

    /** For the shell's mnt_same and mnt_there. */
    String word() {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
