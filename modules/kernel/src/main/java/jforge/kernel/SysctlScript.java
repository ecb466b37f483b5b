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

    private SysctlScript() {}

    private static String awk(String mode, List<Row> rows) {
        return "awk -F '\\t' -v w=" + mode + " '\n" + AWK + "\n' <<'" + END + "'\n"
                + rows.stream().map(r -> r.text() + "\n").collect(Collectors.joining()) + END + "\n";
    }

    /**
     * Of one setting.
     *
     * @param comments lines of other files to make comments of, with the files
     */
    static Command one(String file, Row row, List<Map.Entry<String, String>> comments) {
        StringBuilder test = new StringBuilder();
        test.append("""
                [ -z "${sysctl_due-}" ] || sysctl_look
                case "${sysctl_made-} " in "${T-} "*" %s "*) return ;; esac
                """.formatted(row.key().path()));
        for (Map.Entry<String, String> comment : comments) {
            test.append("grep -qxF -e %s %s && return 1\n"
                    .formatted(Sh.quote(comment.getValue()), Sh.path(comment.getKey())));
        }
        test.append("f=").append(Sh.quote(file)).append(' ').append(awk("0", List.of(row)));
        StringBuilder change = new StringBuilder();
        if (row.write()) {
            String to = "/proc/sys/" + row.key().path();
            String printed = "printf '%s\\n' " + Sh.quote(row.runtime().orElseThrow());
            // some shells only say that there was an error; a program of its own says which
            change.append("{ %s >%s; } 2>/dev/null || %s | cat >%s\n"
                    .formatted(printed, Sh.quote(to), printed, Sh.quote(to)));
        }
        change.append(put(file, List.of(row), "printf 'the kernel made \"%s\" of it\\n' \"$c\" >&2"));
        comments.forEach(c -> change.append(COMMENT.formatted(Sh.quote(c.getKey()), Sh.quote(c.getValue()), WRITTEN)));
        return new Command(test.toString(), change.toString());
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
                f=%s %s)"
                }
                sysctl_look && return
                sysctl_due=1
                return 1
                """.formatted(Sh.quote(file), awk("0", rows));
        StringBuilder change = new StringBuilder("""
                cd /proc/sys
                jforge_bad=' '
                w() { printf '%s\\n' "$2" >"$1" || jforge_bad="$jforge_bad$1 "; }
                {
                """);
        rows.stream()
                .filter(Row::write)
                .forEach(r -> change.append("w ").append(r.words()).append('\n'));
        change.append(":\n} 2>/dev/null\nexport jforge_bad\ncd /\n").append(put(file, rows, ":"));
        return new Command(test, change.toString());
    }

    private static String put(String file, List<Row> rows, String otherwise) {
        return "f=" + Sh.quote(file) + "\nexport f\n" + """
                if [ -L "$f" ]; then printf '%%s is a symbolic link: name the file it leads to\\n' "$f" >&2; exit 1; fi
                d=${f%%/*} n=${f%%/*}/.${f##*/}.jforge-new
                c=$(
                %s) || {
                  %s
                  exit 1
                }
                case $c in *.) c=${c%%.} ;; *) echo 'awk failed' >&2; exit 1 ;; esac
                if [ -z "$c" ]; then
                  rm -f "$f" "$n"
                else
                  [ -d "$d" ] || [ "$d" != /etc/sysctl.d ] || mkdir "$d"
                  %s
                fi
                """.formatted(awk("1", rows), otherwise, WRITTEN);
    }

    /** Puts $c into $f by way of $n: by a function of the shell's own, which says no more of a full disk than an error. */
    private static final String WRITTEN = """
            [ ! -e "$n" ] || rm -f "$n"
            [ ! -f "$f" ] || cp -p "$f" "$n"
            printf '%s' "$c" >"$n" || {
              [ ! -e "$n" ] || printf '%s could not be written whole: is its file system full?\\n' "$n" >&2
              rm -f "$n"
              exit 1
            }
            mv -f "$n" "$f" || { rm -f "$n"; exit 1; }""";

    /** Makes a comment of each line that is just this. */
    private static final String COMMENT = """
            f=%s
            [ ! -L "$f" ] || f=$(readlink -f "$f")
            n=${f%%/*}/.${f##*/}.jforge-new
            if [ -f "$f" ]; then
              c=$(t=%s awk '{ if ($0 "" == ENVIRON["t"] "") $0 = "# " $0; print } END { printf "." }' "$f")
              c=${c%%.}
              %s
            fi
            """;
}
