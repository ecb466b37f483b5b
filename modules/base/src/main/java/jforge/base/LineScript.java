package jforge.base;

import jforge.plan.Command;
import jforge.plan.Sh;

/** The shell that edits one line. */
final class LineScript {
    private LineScript() {}

    static Command edit(LineType.Wanted want) {
        String file = Paths.followed(want.path());
        return new Command(file + test(want), file + change(want));
    }

    private static String test(LineType.Wanted want) {
        String there = want.absent() ? "[ ! -e \"$f\" ] || " : "[ -f \"$f\" ] && ";
        String rule;
        if (want.absent()) {
            rule = counted(want) + " { n = 1; exit } END { exit n }";
        } else if (want.match().isEmpty()) {
            rule = counted(want) + " { n = 1; exit } END { exit !n }";
        } else {
            rule = counted(want) + " { n++ } $0 \"\" == l { same = 1 } END { exit !(n == 1 && same) }";
        }
        return there + awk(want, rule) + " <\"$f\"";
    }

    private static String change(LineType.Wanted want) {
        return (want.absent() ? "" : missing(want))
                + """
                [ -f "$f" ] || { printf '%%s is no regular file\\n' "$f" >&2; return 1; }
                %s
                if [ -e "$n" ] || [ -L "$n" ]; then rm -f "$n" || return 1; fi
                set -C
                umask 077
                o=$(stat -c '%%u:%%g %%a' "$f") || return 1
                m=${o#* } o=${o%% *}
                { %s && chown "$o" "$n" && %s; } || { rm -f "$n"; return 1; }
                %s""".formatted(
                                Paths.freshBeside(want.path(), false),
                                Paths.printed(awk(want, rule(want)) + " <\"$f\""),
                                Paths.keepMode("\"$m\""),
                                FileScript.rename());
    }

    private static String missing(LineType.Wanted want) {
        String otherwise = want.create()
                ? Paths.freshBeside(want.path(), false)
                        + "\n  if [ -e \"$n\" ] || [ -L \"$n\" ]; then rm -f \"$n\" || return 1; fi\n"
                        + "  set -C\n  umask 022\n  " + Paths.written("printf '%s\\n' " + Sh.quote(want.line()))
                        + " && mv -f \"$n\" \"$f\" && return\n  rm -f \"$n\"\n  return 1"
                : "printf '%s is not there\\n' \"$f\" >&2\n  return 1";
        return "if [ ! -e \"$f\" ]; then\n  " + otherwise + "\nfi\n";
    }

    private static String rule(LineType.Wanted want) {
        if (want.absent()) {
            return counted(want) + " { next } { print }";
        }
        return want.match().isEmpty()
                ? "{ print } " + counted(want) + " { n = 1 } END { if (!n) print l }"
                : counted(want) + " { if (!n++) print l; next } { print } END { if (!n) print l }";
    }

    /** The lines that count. The appended "" makes awk compare text: "1.0" and "1" are one number. */
    private static String counted(LineType.Wanted want) {
        return want.match().isEmpty() ? "$0 \"\" == l" : "$0 \"\" == l || $0 ~ m";
    }

    /** The line travels in the environment, since awk undoes backslashes in an argument. */
    private static String awk(LineType.Wanted want, String rule) {
        return "jforge_line=" + Sh.quote(want.line()) + " jforge_match=" + Sh.quote(want.match()) + " awk "
                + Sh.quote("BEGIN { l = ENVIRON[\"jforge_line\"] \"\"; m = ENVIRON[\"jforge_match\"] } " + rule);
    }
}
