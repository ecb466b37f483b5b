package jforge.kernel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A kernel setting's name.
 *
 * @param path below /proc/sys: "net/ipv4/conf/eth0.100/rp_filter"
 */
record SysctlKey(String path) {
    private static final Pattern VALID =
            Pattern.compile("[A-Za-z0-9_@][A-Za-z0-9_.@-]*(/[A-Za-z0-9_@-][A-Za-z0-9_.@-]*)+");

    private static final Pattern OF_INTERFACE = Pattern.compile("net/ipv[46]/(conf|neigh)/([^/]+)/[^/]+");

    /**
     * As in sysctl.d(5): where a slash comes first, dots are dots; else slashes and dots change places.
     *
     * @return empty if it can't be a name
     */
    static Optional<SysctlKey> of(String written) {
        String path = separated(written);
        return VALID.matcher(path).matches() ? Optional.of(new SysctlKey(path)) : Optional.empty();
    }

    /** With slashes as separators: the first slash or dot in it says how it is written. */
    static String separated(String written) {
        int dot = written.indexOf('.');
        int slash = written.indexOf('/');
        return dot >= 0 && (slash < 0 || dot < slash) ? swap(written) : written;
    }

    /** As it is usually written: "net.ipv4.conf.eth0/100.rp_filter". */
    String dotted() {
        return swap(path);
    }

    /** The network interface that it is of; empty where it is of none, or of "all" or "default". */
    Optional<String> ofInterface() {
        var matcher = OF_INTERFACE.matcher(path);
        return matcher.matches()
                        && !matcher.group(2).equals("all")
                        && !matcher.group(2).equals("default")
                ? Optional.of(matcher.group(2))
                : Optional.empty();
    }

    /** The same setting of "all" interfaces, for one of an interface. */
    SysctlKey ofAll() {
        return new SysctlKey(path.replaceFirst("/conf/[^/]+/", "/conf/all/"));
    }

    /** Blanks as one space. */
    static String fold(String value) {
        return CanonicalValue.fold(value);
    }

    private static String swap(String name) {
        return name.replace('.', '\0').replace('/', '.').replace('\0', '/');
    }
}
