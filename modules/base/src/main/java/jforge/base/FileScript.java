package jforge.base;

import java.util.List;
import java.util.Optional;
import jforge.plan.Command;
import jforge.plan.Payload;
import jforge.plan.Sh;

/**
 * The shell that makes a file: written beside its place, checked, then renamed. Every command is chained, for {@code set -e}
 * has no effect where a caller tests the outcome.
 */
final class FileScript {
    private FileScript() {}

    static Command own(FileType.Wanted want) {
        Ownership own = want.ownership();
        return new Command(
                located(want) + there(want) + own.test(), located(want) + there(want) + " && " + own.apply());
    }

    static Command write(FileType.Wanted want) {
        FileContent content = want.content();
        String same = content == null ? "" : " && " + content.test();
        List<Payload> payloads = content == null ? List.of() : content.payloads();
        return new Command(located(want) + there(want) + want.ownership().test() + same, change(want), payloads);
    }

    /** Sets {@code $f}: what the path leads to, where links are followed. */
    static String located(FileType.Wanted want) {
        return want.follow() ? Paths.followed(want.path()) : Paths.at(want.path());
    }

    private static String there(FileType.Wanted want) {
        return "[ -f \"$f\" ]" + (want.follow() ? "" : " && [ ! -L \"$f\" ]");
    }

    private static String change(FileType.Wanted want) {
        String mode = want.newMode();
        return (want.content() == null ? "" : want.content().defined())
                + located(want)
                + """
                %s d=${f%%/*}/
                [ -d "$d" ] || { printf '%%s is missing: declare it as a directory\\n' "$d" >&2; return 1; }
                if { [ -e "$f" ] || [ -L "$f" ]; } && ! { %s; }; then
                  printf '%%s is no regular file\\n' "$f" >&2
                  return 1
                fi
                %sif [ -e "$n" ] || [ -L "$n" ]; then rm -f "$n" || return 1; fi
                set -C
                o='' m=''
                if [ -e "$f" ]; then
                  umask 077
                  o=$(stat -c '%%u:%%g %%a' "$f") || return 1
                  m=${o#* } o=${o%% *}
                  %s
                else
                  umask %s
                  %s
                fi
                {
                  %s &&%s
                    if [ -n "$o" ]; then chown "$o" "$n"; fi &&
                    %s%s
                } || { rm -f "$n"; return 1; }
                %s""".formatted(
                        Paths.freshBeside(want.path(), !want.follow()),
                        there(want),
                        left(want),
                        kept(want.ownership()),
                        umask(mode),
                        made(want.ownership(), mode),
                        want.content() == null ? ": >\"$n\"" : want.content().written(),
                        arrived(want),
                        permitted(want.ownership()),
                        validated(want),
                        rename());
    }

    private static String permitted(Ownership own) {
        return own.mode().isPresent()
                ? "if [ -n \"$m\" ]; then chmod \"$m\" \"$n\"; fi"
                : "if [ -e \"$f\" ]; then " + Paths.keepMode("\"$m\"")
                        + "; elif [ -n \"$m\" ]; then chmod \"$m\" \"$n\"; fi";
    }

    /** Without content a file that is there keeps what it holds. */
    private static String left(FileType.Wanted want) {
        String own = want.ownership().apply();
        return want.content() != null
                ? ""
                : "if [ -e \"$f\" ]; then " + (own.isEmpty() ? "return" : own + "; return") + "; fi\n";
    }

    private static String arrived(FileType.Wanted want) {
        String check = want.content() == null ? "" : want.content().arrived();
        return check.isEmpty() ? "" : "\n    " + check + " &&";
    }

    /** Of a file that is there: what is declared, else what it has. */
    private static String kept(Ownership own) {
        String user = own.owner().map(Sh::quote).orElse("${o%:*}");
        String group = own.group().map(Sh::quote).orElse("${o#*:}");
        String mode = own.mode().map(m -> " m=" + m).orElse("");
        return "o=" + user + ":" + group + mode;
    }

    /** Of a new file: nothing where the process's own user, group and mask make it right at once. */
    private static String made(Ownership own, String mode) {
        String owner = own.chown().isEmpty()
                ? "[ ! -g \"$d\" ] || o=:0"
                : "o=" + Sh.quote(own.owner().orElse("") + ":" + own.group().orElse("0"));
        return isPlain(mode) ? owner : owner + "\n  m=" + mode;
    }

    private static String umask(String mode) {
        int bits = Integer.parseInt(mode, 8);
        return isPlain(mode) ? String.format("%03o", 0666 & ~bits) : "077";
    }

    /** A mask alone can make it: nothing but read and write. */
    private static boolean isPlain(String mode) {
        return (Integer.parseInt(mode, 8) & ~0666) == 0;
    }

    private static String validated(FileType.Wanted want) {
        Optional<String> command = want.validate().map(text -> text.replace("%s", "\"$n\""));
        return command.map(text -> " &&\n    ( umask 022; set +C; " + text + "\n    ) </dev/null")
                .orElse("");
    }

    /**
     * Into its place; a mount point can't be replaced, so that it is written to. What it held is kept beside it meanwhile, and
     * is put back where the new content doesn't fit.
     */
    static String rename() {
        return """
                e=$(mv -f "$n" "$f" 2>&1) && return
                case $e in
                *[Bb]usy*)
                  b=${n%new}old e='it is a mount point, and could not be written in place'
                  if rm -f "$b" && cat "$f" >"$b"; then
                    cat "$n" >|"$f" && chown "$o" "$f" && chmod "$m" "$f" && rm -f "$n" "$b" && return
                    cat "$b" >|"$f" || { printf 'what it held is in %s\\n' "$b" >&2; b=$n; }
                  fi
                  rm -f "$b" ;;
                esac
                rm -f "$n"
                printf '%s: %s\\n' "$f" "$e" >&2
                return 1""";
    }
}
