package jforge.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jforge.plan.Command;
import jforge.plan.Sh;

/**
 * The shell that writes settings to the kernel and, of those that it took, lines into our file: of one setting, or of many of
 * one file with as many processes.
 */
final class SysctlScript {
    /**
     * One setting to make.
     *
     * @param line what our file has to say; empty where it must say nothing
     * @param runtime what the kernel has to have; empty where that is left alone
     * @param write whether the kernel has something else
     */
    record Row(SysctlKey key, Optional<String> line, Optional<String> runtime, boolean write) {
        /** Its name; what our file says; what the kernel takes that for. */
        private String text() {
            return key.path() + "\t" + line.orElse("") + "\t"
                    + runtime.map(v -> CanonicalValue.of(key, v)).orElse("");
        }

        private String words() {
            return Sh.quote(key.path()) + " " + Sh.quote(runtime.orElseThrow());
        }
    }

    /**
     * Reads rows, the kernel and the file $f. To look, it exits with 0 if all is as wanted, and prints the settings that are. To
     * write (w), it prints the file as it is to be and a full stop; what the kernel has not is left as it is there, and of one
     * row alone it says instead what the kernel has.
     */
    private static final String AWK = """
            function fold(s) { gsub(/[ \\t\\r]+/, " ", s); sub(/^ /, "", s); sub(/ $/, "", s); return s }
            function swap(s) { gsub(/[\\/]/, "\\t", s); gsub(/[.]/, "/", s); gsub(/\\t/, ".", s); return s }
            function path(s, d, l) {
              s = fold(s); sub(/^-/, "", s); d = index(s, "."); l = index(s, "/")
              return d && (!l || d < l) ? swap(s) : s
            }
            function numbers(s) { return s ~ /^-?[0-9]+( -?[0-9]+)*$/ }
            { p[NR] = $1; want[$1] = $2; canon[$1] = $3 }
            END {
              f = ENVIRON["f"]
              while ((getline s < f) > 0) {
                L[++m] = s
                if (s ~ /^# [^ ]+: the kernel stores /) {
                  k = swap(substr(s, 3, index(s, ": ") - 3))
                  if (k in want) { C[m] = k; note[k] = substr(s, index(s, " stores ") + 8) }
                } else if (s !~ /^[ \\t]*[#;]/ && (e = index(s, "="))) {
                  k = path(substr(s, 1, e - 1))
                  if (k in want) { C[m] = k; n[k]++; v[k] = fold(substr(s, e + 1)) }
                }
              }
              for (i = 1; i <= NR; i++) {
                k = p[i]; r = ""; t = "/proc/sys/" k
                while ((getline s < t) > 0) r = r " " s
                close(t)
                r = now[k] = fold(r); c = canon[k]
                took = c == "" || r "" == c || (k in note) && note[k] == r " for " want[k]
                kept = want[k] == "" ? !n[k] && !(k in note) : n[k] == 1 && v[k] "" == want[k]
                if (took && kept) { if (!w) printf "%s ", k } else bad = 1
                round[k] = c != "" && r "" != c
                ok[k] = !round[k] || want[k] != "" && numbers(r) && numbers(c) && split(r, x, " ") == split(c, y, " ")
                if (index(ENVIRON["jforge_bad"], " " k " ")) ok[k] = 0
                leave[k] = !ok[k] || kept && (round[k] ? took : want[k] == "" || !(k in note))
              }
              if (!w) exit bad
              if (NR == 1 && !ok[p[1]]) { print now[p[1]]; exit 1 }
              for (i = 1; i <= m; i++) {
                k = C[i]
                if (k == "" || leave[k]) print L[i]
                else if (index(L[i], "#") != 1) line(k)
              }
              for (i = 1; i <= NR; i++) if (!leave[p[i]]) line(p[i])
              printf "."
            }
            function line(k) {
              if (want[k] == "" || done[k]++) return
              if (round[k]) print "# " swap(k) ": the kernel stores " now[k] " for " want[k]
              print swap(k) " = " want[k]
            }""";

    /** Ends the rows, each of which holds a tab. */
    private static final String END = "JFORGE";

    /** What the commands of all settings of a host share. */
    private static final String FUNCTIONS = """
            # sysctl_rows LOOK_OR_WRITE FILE: of the rows that come
            sysctl_rows() {
            f=$2 awk -F '\\t' -v w="$1" '
            %s
            '
            }
            # sysctl_done SETTING: by the one look after a merge
            sysctl_done() {
              [ -z "${sysctl_due-}" ] || sysctl_look
              case "${sysctl_made-} " in "${T-} "*" $1 "*) return ;; esac
              return 1
            }
            # sysctl_write SETTING VALUE; some shells only say that there was an error, and a program of its own says which
            sysctl_write() {
              { printf '%%s\\n' "$2" >"/proc/sys/$1"; } 2>/dev/null || printf '%%s\\n' "$2" | cat >"/proc/sys/$1" || {
                printf 'the kernel does not take "%%s" for this setting\\n' "$2" >&2
                return 1
              }
            }
            # sysctl_whole FILE TEXT; a function of the shell's own says no more of a full disk than that there was an error
            sysctl_whole() {
              sysctl_n=${1%%/*}/.${1##*/}.jforge-new
              [ ! -e "$sysctl_n" ] || rm -f "$sysctl_n" || return
              [ ! -f "$1" ] || cp -p "$1" "$sysctl_n" || { rm -f "$sysctl_n"; return 1; }
              if ! printf %%s "$2" >"$sysctl_n"; then
                [ ! -e "$sysctl_n" ] || printf '%%s could not be written whole: is its file system full?\\n' "$sysctl_n" >&2
                rm -f "$sysctl_n"
                return 1
              fi
              mv -f "$sysctl_n" "$1" || { rm -f "$sysctl_n"; return 1; }
            }
            # sysctl_put FILE: of the rows that come, into it
            sysctl_put() {
              if [ -L "$1" ]; then
                printf '%%s is a symbolic link: name the file it leads to\\n' "$1" >&2
                return 1
              fi
              if ! sysctl_c=$(sysctl_rows 1 "$1"); then
                [ -z "$sysctl_c" ] || printf 'the kernel made "%%s" of it\\n' "$sysctl_c" >&2
                return 1
              fi
              case $sysctl_c in
                .) rm -f "$1" "${1%%/*}/.${1##*/}.jforge-new" ;;
                *.)
                  case $1 in /etc/sysctl.d/*) [ -d /etc/sysctl.d ] || mkdir /etc/sysctl.d || return ;; esac
                  sysctl_whole "$1" "${sysctl_c%%.}"
                  ;;
                *) return 1 ;;
              esac
            }
            # sysctl_comment FILE LINE: makes a comment of it
            sysctl_comment() {
              sysctl_f=$1
              [ ! -L "$1" ] || sysctl_f=$(readlink -f "$1") || return
              [ -f "$sysctl_f" ] || return 0
              sysctl_c=$(
                t=$2 awk '{ if ($0 "" == ENVIRON["t"] "") $0 = "# " $0; print } END { printf "." }' "$sysctl_f"
              ) || return
              sysctl_whole "$sysctl_f" "${sysctl_c%%.}"
            }""".formatted(AWK);

    private SysctlScript() {}

    private static String rows(List<Row> rows) {
        return rows(rows, "");
    }

    private static String rows(List<Row> rows, String then) {
        return " <<'" + END + "'" + then + "\n"
                + rows.stream().map(r -> r.text() + "\n").collect(Collectors.joining()) + END + "\n";
    }

    /**
     * Of one setting.
     *
     * @param comments lines of other files to make comments of, with the files
     */
    static Command one(String file, Row row, List<Map.Entry<String, String>> comments) {
        StringBuilder test = new StringBuilder();
        test.append("sysctl_done ").append(Sh.quote(row.key().path())).append(" && return\n");
        StringBuilder change = new StringBuilder();
        if (row.write()) {
            change.append("sysctl_write ").append(row.words()).append(" || exit\n");
        }
        change.append("sysctl_put ").append(Sh.quote(file)).append(rows(List.of(row), " || exit"));
        for (Map.Entry<String, String> comment : comments) {
            String words = Sh.quote(comment.getKey()) + " " + Sh.quote(comment.getValue());
            test.append("grep -qxF -e ")
                    .append(Sh.quote(comment.getValue()))
                    .append(' ')
                    .append(Sh.quote(comment.getKey()))
                    .append(" && return 1\n");
            change.append("sysctl_comment ").append(words).append(" || exit\n");
        }
        test.append("sysctl_rows 0 ").append(Sh.quote(file)).append(rows(List.of(row)));
        return new Command(test.toString(), change.toString(), List.of(), FUNCTIONS);
    }

    /**
     * Of several settings in one file. What the kernel refuses is left to the setting's own step, which says why; the steps of
     * the others find what they look for by one look at all.
     */
    static Command many(String file, List<Row> rows) {
        String test = """
                sysctl_look() {
                sysctl_due=
                sysctl_made="${T-}  $(
                sysctl_rows 0 %s%s)"
                }
                sysctl_look && return
                sysctl_due=1
                return 1
                """.formatted(Sh.quote(file), rows(rows));
        StringBuilder change = new StringBuilder("""
                jforge_bad=' '
                w() { printf '%s\\n' "$2" >"/proc/sys/$1" || jforge_bad="$jforge_bad$1 "; }
                {
                """);
        rows.stream()
                .filter(Row::write)
                .forEach(r -> change.append("w ").append(r.words()).append('\n'));
        change.append(":\n} 2>/dev/null\nexport jforge_bad\nsysctl_put ")
                .append(Sh.quote(file))
                .append(rows(rows));
        return new Command(test, change.toString(), List.of(), FUNCTIONS);
    }
}
