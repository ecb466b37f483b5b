package jforge.base;

import java.util.List;
import java.util.stream.Collectors;
import jforge.plan.Command;
import jforge.plan.Payload;
import jforge.plan.Sh;
import jforge.plan.Value;

/**
 * The shell that edits a user's authorized_keys. The folder is the user's, who could put a link anywhere in it at any
 * moment: all that follows names below it is done as that user, and what root does there follows no link.
 */
final class AuthorizedKeysScript {
    private AuthorizedKeysScript() {}

    /** Reads the key of the session, then the wanted lines, then the file. What sshd takes apart, it takes apart alike. */
    private static final String PARSE = """
            function key(s, i, c, q, part) {
              sub(/\\r$/, "", s)
              sub(/^[ \\t]+/, "", s)
              opts = id = ""
              if (s == "" || s ~ /^#/) return 0
              if (s !~ /^(ssh-|ecdsa-|sk-)[^ \\t,="]*[ \\t]/) {
                q = 0
                for (i = 1; i <= length(s); i++) {
                  c = substr(s, i, 1)
                  if (c == "\\\\" && substr(s, i + 1, 1) == "\\"") i++
                  else if (c == "\\"") q = !q
                  else if (!q && (c == " " || c == "\\t")) break
                }
                opts = substr(s, 1, i - 1)
                s = substr(s, i)
                sub(/^[ \\t]+/, "", s)
              }
              split(s, part, /[ \\t]+/)
              id = part[1] " " part[2]
              return 1
            }
            NR == 1 { own = $0; next }
            NR <= wanted + 1 { key($0); want[id] = 1; options[id] = opts; line[id] = $0; order[++n] = id; next }
            """;

    private static String awk(AuthorizedKeysType.Wanted want, String rules) {
        return "awk -v wanted=" + want.keys().size() + " " + Sh.quote(PARSE + rules);
    }

    static Command command(AuthorizedKeysType.Wanted want) {
        List<Payload> payloads = List.of(new Payload.Inline("keys", (Value.Text)
                Value.of(want.keys().stream().map(AuthorizedKey::line).collect(Collectors.joining("\n", "", "\n")))));
        return new Command(test(want), change(want), payloads);
    }

    private static String located(AuthorizedKeysType.Wanted want) {
        return "h=~" + want.user() + "\nd=$h/.ssh f=$h/.ssh/authorized_keys\n";
    }

    /** Sets {@code $own}: the key of this session, where it is one of this user, whose number {@code $u} is. */
    private static String own(AuthorizedKeysType.Wanted want) {
        if (!want.takesAway()) {
            return "own=''\n";
        }
        return """
                own=''
                case $LOGIN in
                '') printf 'which key let this session in is not known: nothing is taken away\\n' >&2; return 1 ;;
                *' -' | -) ;;
                *) if [ "$(id -u "${LOGIN%% *}")" = "$u" ]; then own=${LOGIN#* }; fi ;;
                esac
                """;
    }

    private static String test(AuthorizedKeysType.Wanted want) {
        String keys = "{ printf '%s\\n' \"$own\"; payload keys; } | " + awk(want, wrong(want)) + " - \"$f\"";
        String user = "u=$(id -u " + want.user() + ") || return 1\n";
        if (want.absent()) {
            return located(want) + "[ -e \"$f\" ] || return 0\n[ -f \"$f\" ] && [ ! -L \"$f\" ] || return 1\n" + user
                    + own(want) + keys;
        }
        return located(want)
                + "[ -f \"$f\" ] && [ ! -L \"$d\" ] && [ ! -L \"$f\" ] || return 1\n"
                + user + """
                [ "$(stat -c %u:%a "$d" "$f")" = "$u:700
                $u:600" ] || return 1
                """ + own(want) + keys;
    }

    /** Fails where a line is not as it should be. */
    private static String wrong(AuthorizedKeysType.Wanted want) {
        if (want.absent()) {
            return "key($0) && (id in want) && id != own { bad = 1 }\nEND { exit bad }";
        }
        String others = want.exclusive() ? "{ if (id != own) bad = 1 }" : "{ }";
        return """
                !key($0) { next }
                id in want { if (opts == options[id]) have[id] = 1; else bad = 1; next }
                %s
                END { for (id in want) if (!(id in have)) bad = 1; exit bad }""".formatted(others);
    }

    private static String edited(AuthorizedKeysType.Wanted want) {
        if (want.absent()) {
            return "key($0) && (id in want) && id != own { next }\n{ print }";
        }
        String others = want.exclusive() ? "id == own { print }" : "{ print }";
        return """
                !key($0) { print; next }
                id in want { if (opts == options[id]) { print; have[id] = 1 } else if (!(id in have)) { print line[id]; have[id] = 1 }; next }
                %s
                END { for (i = 1; i <= n; i++) if (!(order[i] in have)) { print line[order[i]]; have[order[i]] = 1 } }""".formatted(others);
    }

    private static String change(AuthorizedKeysType.Wanted want) {
        return located(want)
                + """
                u=$(id -u %1$s) && m=$(id -u) || return 1
                %2$sif [ ! -d "$h" ]; then
                  printf 'the home of %%s is missing: declare %%s as a directory\n' %1$s "$h" >&2
                  return 1
                fi
                # shellcheck disable=SC2016 # for the user's own shell to expand
                w=%3$s
                if [ "$m" = "$u" ]; then
                  { printf '%%s\n' "$own"; payload keys; } | sh -c "$w"
                  return
                fi
                if [ "$m" != 0 ]; then
                  printf 'the keys of %%s are not for this user to change: log in as root, or set become\n' %1$s >&2
                  return 1
                fi
                %4$s%5$s{ printf '%%s\n' "$own"; payload keys; printf %%s "$x"; } | su -s /bin/sh -c "$r$w" %1$s
                """.formatted(
                        want.user(), own(want), Sh.quote(asUser(want)), want.absent() ? "" : folder(want), foreign());
    }

    /** What the user can't do for itself: a first folder in a home of root's, and getting one that is somebody else's. */
    private static String folder(AuthorizedKeysType.Wanted want) {
        return """
                if [ ! -e "$d" ] && [ ! -L "$d" ] && [ "$(stat -c %%u "$h")" != "$u" ]; then
                  mkdir -m 0700 "$d" || return 1
                fi
                if [ -d "$d" ] && [ "$(stat -c %%u "$d")" != "$u" ]; then
                  # from within, since the name may lead elsewhere by now
                  r=$(cd -P "$h" && pwd -P) && cd -P "$d" || return 1
                  if [ "$(pwd -P)" != "${r%%/}/.ssh" ]; then
                    printf '%%s is a symbolic link\\n' "$d" >&2
                    return 1
                  fi
                  chown %1$s: . && cd / || return 1
                fi
                """.formatted(want.user());
    }

    /**
     * Reads for the user a file that is somebody else's, once it is sure to be no other name of another file. Sets {@code
     * $x} to its lines, and {@code $r} to what tells the user's shell so.
     */
    private static String foreign() {
        return """
                x='' r=''
                if [ -f "$f" ] && [ ! -L "$f" ] && [ "$(stat -c %u "$f")" != "$u" ]; then
                  exec 3<"$f" || return 1
                  if [ "$(stat -L -c %d:%i:%h /proc/self/fd/3)" != "$(stat -c %d:%i:1 "$f")" ]; then
                    printf '%s has another name elsewhere: remove it\\n' "$f" >&2
                    return 1
                  fi
                  x=$(cat <&3) || return 1
                  exec 3<&-
                  x="$x
                " r='given=1
                '
                fi
                """;
    }

    /** Exits other than 0 where it failed: it is the whole of a shell. */
    private static String asUser(AuthorizedKeysType.Wanted want) {
        String prepare = want.absent() ? """
                [ -e "$f" ] || [ -L "$f" ] || exit 0
                """ : """
                if [ -L "$d" ]; then printf '%s is a symbolic link\\n' "$d" >&2; exit 1; fi
                [ -d "$d" ] || mkdir -m 0700 "$d" || exit 1
                chmod 0700 "$d" || exit 1
                """;
        String mode = want.absent() ? " && chmod \"$(stat -c %a \"$f\")\" \"$n\"" : "";
        return located(want) + "cd / || exit 1\numask 077\n" + prepare
                + """
                if { [ -e "$f" ] && [ ! -f "$f" ]; } || [ -L "$f" ]; then
                  printf '%%s is no regular file\\n' "$f" >&2
                  exit 1
                fi
                n=$d/.authorized_keys.jforge-new
                rm -f "$n" || exit 1
                set -C
                set -- -
                [ -n "${given-}" ] || [ ! -e "$f" ] || set -- - "$f"
                if %s%s && mv -f "$n" "$f"; then exit 0; fi
                rm -f "$n"
                exit 1
                """.formatted(Paths.printed(awk(want, edited(want)) + " \"$@\""), mode);
    }
}
