package jforge.kernel;

/**
 * The shell that shows all files of kernel settings. Four processes however many files there are: the version of sysctl,
 * where links lead, the sizes, and the bytes, which no tool looks into: they may be any.
 *
 * <p>It prints a line with the applier at boot, one with the program {@code sysctl}, then for each path a letter, the path and
 * a zero byte; an empty path; where each link leads, with a zero byte; each file's size, a line each; and the files' bytes.
 */
final class BootFilesScript {
    /** Bytes of all files together; of more than that none come. */
    static final int LARGEST = 16 << 20;

    static final String TEXT = """
            # shellcheck disable=SC3013 # dash, bash and BusyBox know -ef
            same() { [ "$1" -ef "$2" ]; }
            nl='
            '
            boot=-
            if [ -d /run/systemd/system ]; then
              for p in /usr/lib/systemd/systemd-sysctl /lib/systemd/systemd-sysctl; do
                [ ! -x "$p" ] || boot=systemd
              done
              for p in /etc/systemd/system /run/systemd/system; do
                [ ! -c "$p/systemd-sysctl.service" ] || boot=-
              done
            fi
            tool=$(
              PATH=$PATH:/usr/sbin:/sbin
              if command -v sysctl >/dev/null; then sysctl --version 2>&1; else echo -; fi
            )
            case $tool in
              *BusyBox*) tool=busybox ;;
              *toybox*) tool=- ;;
            esac
            printf '%s\\n' "$boot" "${tool%%"$nl"*}"
            files='' links=''
            for p in /etc/sysctl.d /run/sysctl.d /usr/local/lib/sysctl.d /usr/lib/sysctl.d /lib/sysctl.d; do
              if [ -d "$p" ] && { [ ! -r "$p" ] || [ ! -x "$p" ]; }; then printf 'u%s\\0' "$p"; fi
            done
            for p in \\
              /etc/sysctl.d/*.conf /etc/sysctl.d/.*.conf /etc/sysctl.d/.conf \\
              /run/sysctl.d/*.conf /run/sysctl.d/.*.conf /run/sysctl.d/.conf \\
              /usr/local/lib/sysctl.d/*.conf /usr/local/lib/sysctl.d/.*.conf /usr/local/lib/sysctl.d/.conf \\
              /usr/lib/sysctl.d/*.conf /usr/lib/sysctl.d/.*.conf /usr/lib/sysctl.d/.conf \\
              /lib/sysctl.d/*.conf /lib/sysctl.d/.*.conf /lib/sysctl.d/.conf \\
              /etc/sysctl.conf; do
              case $p in
                /lib/*) ! same /lib/sysctl.d /usr/lib/sysctl.d || continue ;;
              esac
              if [ -f "$p" ]; then
                case $p in
                  *"$nl"*) flag=w ;;
                  *)
                    flag=u
                    if [ -r "$p" ]; then
                      flag=f
                      files=$files$p$nl
                      if [ -L "$p" ]; then
                        flag=l
                        links=$links$p$nl
                      fi
                    fi
                    ;;
                esac
              elif [ -d "$p" ]; then
                flag=d
              elif [ -c "$p" ] && same "$p" /dev/null; then
                flag=n
              elif [ -e "$p" ]; then
                flag=o
              elif [ -L "$p" ]; then
                flag=x
              else
                continue
              fi
              printf '%s%s\\0' "$flag" "$p"
            done
            printf '\\0'
            [ -n "$files" ] || exit 0
            set -f
            IFS=$nl
            if [ -n "$links" ]; then
              # shellcheck disable=SC2086 # a word a line
              set -- $links
              # only some know several names and -z
              readlink -fz -- "$@" 2>/dev/null || for p; do
                readlink -f -- "$p" && printf '\\0' || exit
              done
            fi
            # shellcheck disable=SC2086
            set -- $files
            sizes=$(stat -L -c %s -- "$@") || exit
            printf '%s\\n' "$sizes"
            total=0
            for size in $sizes; do
              total=$((total + size))
            done
            [ "$total" -gt LARGEST ] || cat -- "$@"
            """.replace("LARGEST", Integer.toString(LARGEST));

    private BootFilesScript() {}
}
