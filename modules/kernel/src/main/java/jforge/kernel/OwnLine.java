package jforge.kernel;

import java.util.Optional;

/** A line of the file in which jforge keeps settings. {@link SysctlScript} reads and writes the same on a host. */
final class OwnLine {
    private static final String STORES = ": the kernel stores ";

    private OwnLine() {}

    static String of(SysctlKey key, String value) {
        return key.dotted() + " = " + value;
    }

    /** What the line sets it to, blanks folded; empty where it is of something else, or sets nothing. */
    static Optional<String> value(String line, SysctlKey key) {
        int equals = line.indexOf('=');
        String bare = line.strip();
        if (equals < 0 || bare.startsWith("#") || bare.startsWith(";")) {
            return Optional.empty();
        }
        String name = CanonicalValue.fold(line.substring(0, equals)).replaceFirst("^-", "");
        return SysctlKey.of(name).filter(key::equals).map(k -> CanonicalValue.fold(line.substring(equals + 1)));
    }

    /** "STORED for WANTED" of a note that jforge left beside a line. */
    static Optional<String> rounding(String line, SysctlKey key) {
        String start = "# " + key.dotted() + STORES;
        return line.startsWith(start) ? Optional.of(line.substring(start.length())) : Optional.empty();
    }
}
