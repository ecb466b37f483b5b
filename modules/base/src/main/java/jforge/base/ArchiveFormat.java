package jforge.base;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How an archive is packed: by its name's end, or as declared. */
enum ArchiveFormat {
    TAR("tar", "", "tar", List.of(".tar")),
    TAR_GZ("tar.gz", "gzip", "gzip", List.of(".tar.gz", ".tgz")),
    TAR_XZ("tar.xz", "xz", "xz-utils", List.of(".tar.xz", ".txz")),
    TAR_BZ2("tar.bz2", "bzip2", "bzip2", List.of(".tar.bz2", ".tbz2", ".tbz")),
    TAR_ZST("tar.zst", "zstd", "zstd", List.of(".tar.zst", ".tzst")),
    ZIP("zip", "unzip", "unzip", List.of(".zip", ".jar", ".war"));

    private final String shown;
    private final String program;
    private final String debian;
    private final List<String> ends;

    ArchiveFormat(String shown, String program, String debian, List<String> ends) {
        this.shown = shown;
        this.program = program;
        this.debian = debian;
        this.ends = ends;
    }

    static Optional<ArchiveFormat> named(String name) {
        return Stream.of(values()).filter(f -> f.shown.equals(name)).findFirst();
    }

    /** @param name of a file, or a URL without its query */
    static Optional<ArchiveFormat> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(f -> f.ends.stream().anyMatch(lower::endsWith))
                .findFirst();
    }

    /** What unpacks it, besides tar; "tar" where nothing else is needed. */
    String program() {
        return program.isEmpty() ? "tar" : program;
    }

    /** The package of Debian that brings the program. */
    String debian() {
        return debian;
    }

    /** Shell that prints the members' names, a line each, of the file {@code $a}. */
    String names() {
        if (this == ZIP) {
            return "{ if unzip -Z1 \"$a\" 2>/dev/null; then :; else unzip -l \"$a\" |"
                    + " awk 'NR > 3 && !/^ *-+/ { sub(/^ *[^ ]+ +[^ ]+ +[^ ]+ +/, \"\"); print }' | sed '$d'; fi; }";
        }
        return program.isEmpty() ? "tar -tf \"$a\"" : program + " -dc <\"$a\" | tar -tf -";
    }

    /** Shell that unpacks {@code $a} into {@code $n}, which is empty. */
    String unpacked() {
        if (this == ZIP) {
            return "unzip -q \"$a\" -d \"$n\"";
        }
        if (program.isEmpty()) {
            return "tar -xpof \"$a\" -C \"$n\"";
        }
        // to tar nothing at all is an empty archive
        return "{ x=$( { { " + program + " -dc <\"$a\" || printf bad >&3; } | tar -xpof - -C \"$n\" >&2; } 3>&1 )"
                + " || x=bad; [ -z \"$x\" ]; }";
    }
}
