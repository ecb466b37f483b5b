package jforge.base;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Directories that a host can't do without as they are: never removed, never given away whole. */
final class SystemPaths {
    private static final Set<String> PATHS = Stream.of(
                    "/ /bin /boot /dev /etc /home /lib /lib32 /lib64 /libx32 /media /mnt /opt /proc /root /run /sbin /srv"
                            + " /sys /tmp /usr /var",
                    "/etc/apt /etc/pam.d /etc/security /etc/ssh /etc/ssl /etc/systemd",
                    "/usr/bin /usr/include /usr/lib /usr/lib32 /usr/lib64 /usr/libexec /usr/local /usr/sbin /usr/share",
                    "/var/backups /var/cache /var/lib /var/lib/apt /var/lib/dpkg /var/lib/jforge /var/lib/rpm",
                    "/var/lib/systemd /var/local /var/lock /var/log /var/mail /var/opt /var/run /var/spool /var/tmp")
            .flatMap(line -> Stream.of(line.split(" ")))
            .collect(Collectors.toUnmodifiableSet());

    private SystemPaths() {}

    static boolean contains(String path) {
        return PATHS.contains(path) || Stream.of("/dev/", "/proc/", "/sys/").anyMatch(path::startsWith);
    }

    /**
     * Shell that sets {@code $f} to where it really is, and fails where that belongs to the system. POSIX lets a path begin
     * with two slashes, and bash makes use of it.
     */
    static String guard() {
        String patterns = PATHS.stream().sorted().collect(Collectors.joining(" | "));
        return """
                f=$(cd -P -- "$f" && pwd -P) || return 1
                case $f in //*) f=${f#/} ;; esac
                case $f in
                %s | /dev/* | /proc/* | /sys/*)
                  printf '%%s belongs to the system\\n' "$f" >&2
                  return 1 ;;
                esac
                """.formatted(patterns);
    }
}
