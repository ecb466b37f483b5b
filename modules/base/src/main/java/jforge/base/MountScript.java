package jforge.base;

import jforge.plan.Command;
import jforge.plan.Sh;

/** The shell that mounts, unmounts and edits /etc/fstab. */
final class MountScript {
    private MountScript() {}

    private static String look(MountType.Wanted want) {
        return Mounted.SAME + seen(want);
    }

    private static String seen(MountType.Wanted want) {
        return Mounted.LOOK + "p=" + Sh.quote(want.path()) + "\nmnt_look " + Sh.quote(Fstab.escaped(want.path()))
                + "\n";
    }

    private static String same(MountType.Wanted want) {
        String type = want.type();
        String same = "mnt_same \"$p\" " + want.question().arguments();
        if (type.equals("auto") || type.equals("none")) {
            return same;
        }
        String types = Sh.quote(type) + " | " + Sh.quote("fuse." + type) + (type.equals("nfs") ? " | nfs4" : "");
        return "{ case $mnt_type in " + types + ") : ;; *) false ;; esac && " + same + "; }";
    }

    static Command mount(MountType.Wanted want) {
        String test = look(want) + "[ -n \"$mnt_type\" ] && " + same(want) + " || return 1\n"
                + want.options().test() + "return 0";
        String other = "  printf '%s is mounted at %s: unmount it first\\n' \"$mnt_src\" \"$p\" >&2\n  return 1\n";
        String change = look(want)
                + """
                if [ -n "$mnt_type" ] && %1$s; then
                  # with the source named, what fstab says is left out of it
                  mount -o %2$s "$mnt_src" "$p"
                  return
                fi
                if [ -n "$mnt_type" ]; then
                %3$sfi
                mnt_there %4$s || { printf '%%s is not there\\n' %5$s >&2; return 1; }
                if [ ! -d "$p" ] || [ -L "$p" ]; then %6$s && mkdir -m 0755 "$p" || return 1; fi
                mount -t %7$s -o %8$s %9$s "$p" || return 1
                """.formatted(
                        same(want),
                        Sh.quote(want.options().forRemount()),
                        other,
                        want.source().word() + " " + Sh.quote(want.source().name()),
                        Sh.quote(want.source().name()),
                        Paths.parent(want.path()),
                        Sh.quote(want.type()),
                        Sh.quote(want.options().forMount()),
                        Sh.quote(want.source().name()));
        // flags of a bind mount are the second mount's; not every mount takes both at once
        String second = want.source().kind() == MountSource.Kind.BIND
                ? "mount -o " + Sh.quote(want.options().forRemount()) + " "
                        + Sh.quote(want.source().name()) + " \"$p\""
                : "";
        return new Command(test, change + second);
    }

    /** Never lazily: what is still used stays where it is. */
    static Command unmount(MountType.Wanted want) {
        return new Command(seen(want) + "[ -z \"$mnt_type\" ]", seen(want) + release(want) + away(want, ""));
    }

    /** Whatever else is mounted there. */
    static Command clear(MountType.Wanted want) {
        String same = same(want);
        return new Command(
                look(want) + "[ -z \"$mnt_type\" ] || " + same,
                look(want) + release(want) + away(want, " && ! " + same));
    }

    private static String away(MountType.Wanted want, String unless) {
        return """
                while [ -n "$mnt_type" ]%s; do
                  umount "$p" || { held; return 1; }
                  mnt_look %s
                done
                """.formatted(unless, Sh.quote(Fstab.escaped(want.path())));
    }

    /** Defines {@code held}: says who holds what is mounted at {@code $p}. */
    private static String release(MountType.Wanted want) {
        return """
                held() {
                  printf '%s can not be unmounted; it is used by:\\n' "$p" >&2
                  # shellcheck disable=SC2012 # one process for all of them; these names hold no odd letters
                  ls -ld /proc/[0-9]*/cwd /proc/[0-9]*/root /proc/[0-9]*/exe /proc/[0-9]*/fd/* 2>/dev/null |
                    while IFS= read -r l; do
                      case $l in
                      *"-> $p" | *"-> $p/"*)
                        l=${l#*/proc/}
                        l=${l%%/*}
                        c=''
                        { read -r c <"/proc/$l/comm"; } 2>/dev/null || continue
                        printf '%s (process %s)\\n' "$c" "$l"
                        ;;
                      esac
                    done | sort -u >&2
                  while read -r _ _ _ _ l _; do
                    case $l in "$e"/*) printf 'the mount %s\\n' "$l" >&2 ;; esac
                  done </proc/self/mountinfo
                }
                """ + "e=" + Sh.quote(Fstab.escaped(want.path())) + "\n";
    }

    /** One entry for the mount point, where the first of them stood; all other lines are left as they are. */
    static Command fstab(MountType.Wanted want) {
        String line = want.absent() ? "" : want.entry().line();
        String fields = "jforge_line=" + Sh.quote(line) + " jforge_point=" + Sh.quote(Fstab.escaped(want.path()));
        String begin = "BEGIN { l = ENVIRON[\"jforge_line\"] \"\"; p = ENVIRON[\"jforge_point\"] \"\" } ";
        String mine = "$1 !~ /^#/ && ($2 \"\") == p";
        String test = begin + mine + " { n++; s = $1 \" \" $2 \" \" $3 \" \" ($4 == \"\" ? \"defaults\" : $4) \" \""
                + " ($5 == \"\" ? 0 : $5) \" \" ($6 == \"\" ? 0 : $6); same = s == l } END { exit "
                + (want.absent() ? "n > 0" : "!(n == 1 && same)") + " }";
        String change = begin + mine
                + " { if (l != \"\" && !n++) print l; next } { print } END { if (l != \"\" && !n) print l }";
        String absent = want.absent() ? "[ ! -e \"$f\" ] || " : "[ -f \"$f\" ] && ";
        return new Command(
                Paths.at("/etc/fstab") + absent + fields + " awk " + Sh.quote(test) + " \"$f\"",
                Paths.at("/etc/fstab")
                        + """
                        [ ! -L "$f" ] || f=$(readlink -f "$f") || return 1
                        n=${f%%/*}/.${f##*/}.jforge-new o=0:0 m=644
                        set --
                        if [ -e "$f" ]; then
                          o=$(stat -c '%%u:%%g %%a' "$f") || return 1
                          m=${o#* } o=${o%% *}
                          set -- "$f"
                        fi
                        rm -f "$n" || return 1
                        set -C
                        umask 077
                        { %s && chown "$o" "$n" && chmod "$m" "$n"; } || { rm -f "$n"; return 1; }
                        reload() { [ ! -d /run/systemd/system ] || systemctl daemon-reload; }
                        mv -f "$n" "$f" && reload
                        """.formatted(Paths.printed(fields + " awk " + Sh.quote(change) + " \"${1:-/dev/null}\"")));
    }
}
