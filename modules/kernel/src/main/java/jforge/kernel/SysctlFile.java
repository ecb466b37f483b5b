package jforge.kernel;

import jforge.plan.Command;
import jforge.plan.Sh;

/** The shell that finds and writes a setting's line in a file of sysctl.d, which several settings share. */
final class SysctlFile {
    /** Begins a loop over lines: {@code line}, and its {@code key} without the blanks around it. */
    static final String EACH_LINE = """
            while IFS= read -r line || [ -n "$line" ]; do
              key=${line%%=*}
              key=${key#"${key%%[![:blank:]]*}"}
              key=${key%"${key##*[![:blank:]]}"}
            """;

    /** Makes {@code $n} by a function of the shell's own, which says no more of a full disk than that there was an error. */
    private static final String WRITTEN = """
            { content >"$n" || {
                [ ! -e "$n" ] || printf '%s could not be written whole: is its file system full?\\n' "$n" >&2
                false
              }; }""";

    private SysctlFile() {}

    /** Shell patterns of the keys of lines that set it; a dash in front has sysctl overlook a failure. */
    static String patterns(SysctlKey key) {
        return key.dotted() + "|-" + key.dotted() + "|" + key.path() + "|-" + key.path();
    }

    /**
     * The setting's one line in the file, at the place of its first. All else stays as it is, owner and mode too.
     *
     * @param value folded
     */
    static Command write(String file, SysctlKey key, String value) {
        int slash = file.lastIndexOf('/');
        String temporary = Sh.quote(file.substring(0, slash + 1) + "." + file.substring(slash + 1) + ".jforge-new");
        String name = Sh.quote(file);
        String wanted = Sh.quote(key.dotted() + " = " + value);
        String test = """
                [ -f %s ] || return 1
                last=
                %s  case $key in %s) last=${line#*=} ;; esac
                done <%s
                # shellcheck disable=SC2086 # blanks are folded by splitting
                [ "$last" = %s ] || ( set -f; set -- $last; [ "$*" = %s ] )
                """.formatted(name, EACH_LINE, patterns(key), name, Sh.quote(" " + value), Sh.quote(value));
        String change = """
                if [ -L %1$s ]; then echo %2$s >&2; exit 1; fi
                n=%3$s
                content() {
                  written=
                  if [ -f %1$s ]; then
                    %4$s  case $key in
                        %5$s)
                          if [ -z "$written" ]; then printf '%%s\\n' %6$s || return; fi
                          written=1 ;;
                        *) printf '%%s\\n' "$line" || return ;;
                      esac
                    done <%1$s
                  fi
                  [ -n "$written" ] || printf '%%s\\n' %6$s
                }
                rm -f "$n"
                if [ ! -f %1$s ] || cp -p %1$s "$n"; then
                  %7$s &&
                    mv -f "$n" %1$s && exit
                fi
                rm -f "$n"
                exit 1
                """.formatted(
                        name,
                        Sh.quote(file + " is a symbolic link: name the file it leads to"),
                        temporary,
                        EACH_LINE,
                        patterns(key),
                        wanted,
                        WRITTEN);
        return new Command(test, change);
    }
}
