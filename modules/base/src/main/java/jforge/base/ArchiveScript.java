package jforge.base;

import jforge.plan.Command;
import jforge.plan.Sh;

/** The shell that unpacks beside the place, looks at what came out, and only then puts it there. */
final class ArchiveScript {
    private ArchiveScript() {}

    private static String located(ArchiveType.Wanted want) {
        return Unpacked.LIST + Paths.at(want.path()) + "k=\"" + Unpacked.marker(want.path()) + "\"\n";
    }

    private static String others(ArchiveType.Wanted want) {
        return want.keepOthers() ? "y" : "n";
    }

    /** @param removesOthers whether what jforge didn't unpack may go with what it did */
    static Command put(ArchiveType.Wanted want, boolean removesOthers) {
        String test =
                Unpacked.COMPARE + Unpacked.BESIDE + located(want) + """
                [ -d "$f" ] && [ ! -L "$f" ] && ! arc_beside "$f" || return 1
                m=$(stat -c %%i "$f") || return 1
                m=$k-$m i=''
                [ -r "$m" ] && IFS= read -r i <"$m" && [ "$i" = %s ] || return 1
                case $(arc_compare "$f" "$m" %s || echo failed) in *' 0 0 0') ;; *) return 1 ;; esac""".formatted(Sh.quote(want.id()), others(want));
        boolean guarded = !removesOthers && !want.keepOthers();
        String change = (guarded ? Unpacked.COMPARE : "")
                + want.content().defined()
                + located(want)
                + unpack(want)
                + """
                d=${f%/*}/ b=${f%/*}/.${f##*/}.jforge
                [ -d "$d" ] || { printf '%s is missing: declare it as a directory\\n' "$d" >&2; return 1; }
                if { [ -e "$f" ] || [ -L "$f" ]; } && { [ ! -d "$f" ] || [ -L "$f" ]; }; then
                  printf '%s is no directory\\n' "$f" >&2
                  return 1
                fi
                # a run that died between its two renames
                if [ -d "$b-old" ] && [ ! -e "$f" ]; then mv "$b-old" "$f" || return 1; fi
                rm -rf "$b-new" "$b-old" "$b-archive" || return 1
                """
                + (guarded ? guarded() : "")
                + """
                umask 077
                mkdir -p "$STATE/archives" || return 1
                if unpack && rm -f "$b-archive" && put; then return; fi
                rm -rf "$b-new" "$b-archive"
                return 1
                """;
        return new Command(
                test,
                (want.keepOthers() ? merge() : replace()) + change,
                want.content().payloads());
    }

    private static String guarded() {
        return """
                if [ -d "$f" ]; then
                  m=$(stat -c %i "$f") || return 1
                  m=$k-$m
                  [ -r "$m" ] || m=/dev/null
                  x=$(arc_compare "$f" "$m" n) || return 1
                  case $x in
                  [0-9]*' 0') ;;
                  *) printf '%s holds what is not of the archive: run again to see it\\n' "$f" >&2; return 1 ;;
                  esac
                fi
                """;
    }

    /** Sets {@code $r}: the directory that is to be put in place. */
    private static String unpack(ArchiveType.Wanted want) {
        String arrived = want.content().arrived();
        String owner = want.ownership().chown();
        return """
                unpack() {
                  n=$b-archive a=$b-archive
                  %s &&
                    %s || return 1
                  n=$b-new
                  mkdir "$n" && chmod 0755 "$n" || return 1
                  %s | awk '
                    /^\\// || /(^|\\/)\\.\\.(\\/|$)/ { print "a member climbs out: " $0; bad = 1; exit }
                    END { exit bad }' >&2 || return 1
                  %s || { printf 'the archive can not be unpacked\\n' >&2; return 1; }
                  r=$n c=0
                  while [ "$c" -lt %d ]; do
                    c=$((c + 1)) x='' y=''
                    for e in "$r"/* "$r"/.[!.]* "$r"/..?*; do
                      if [ -e "$e" ] || [ -L "$e" ]; then y=$x x=$e; fi
                    done
                    if [ -z "$x" ] || [ -n "$y" ] || [ ! -d "$x" ] || [ -L "$x" ]; then
                      printf 'at level %%s there is not just one directory to strip\\n' "$c" >&2
                      return 1
                    fi
                    r=$x
                  done
                  inside || return 1%s
                  case $(cd "$r" && find . -name '*
                *') in ?*) printf 'a name with a line end\\n' >&2; return 1 ;; esac
                  { printf '%%s\\n' %s && arc_list "$r"; } >"$k-new"
                }
                # what came out: no link leads out, nothing but files, directories and links
                inside() {
                  x=$(cd "$r" && find . ! -type f ! -type d ! -type l) || return 1
                  [ -z "$x" ] || { printf 'neither file, directory nor link: %%s\\n' "$x" >&2; return 1; }
                  ( cd "$r" && find . -type l -exec stat -c %%N {} + ) | awk '
                    !/^\\047[^\\047]*\\047 -> \\047[^\\047]*\\047$/ { bad = $0; exit }
                    { split($0, half, "\\047 -> \\047"); to = substr(half[2], 1, length(half[2]) - 1) }
                    { deep = split(half[1], part, "/") - 2; n = split(to, part, "/"); down = 0 }
                    to ~ /^\\// { bad = $0; exit }
                    {
                      for (i = 1; i <= n; i++) {
                        if (part[i] == "..") { if (down || --deep < 0) { bad = $0; exit } }
                        else if (part[i] != "" && part[i] != ".") down = 1
                      }
                    }
                    END { if (bad != "") { print "a link leads out: " bad; exit 1 } }' >&2 || return 1
                  ( cd "$r" && find . -type f -links +1 -exec stat -c '%%i %%h %%n' {} + ) | awk '
                    { here[$1]++; all[$1] = $2; name[$1] = $3 }
                    END { for (i in here) if (here[i] != all[i]) { print "a hard link leads out: " name[i]; exit 1 } }' >&2
                }
                """.formatted(
                        want.content().written(),
                        arrived.isEmpty() ? ":" : arrived,
                        want.format().names(),
                        want.format().unpacked(),
                        want.strip(),
                        owner.isEmpty() ? "" : "\n  chown -hR " + Sh.quote(owner) + " \"$r\" || return 1",
                        Sh.quote(want.id()));
    }

    /** The directory takes the place of the one that is there, with its marker. */
    private static String replace() {
        return """
                put() {
                  m=$(stat -c %i "$r") || return 1
                  mv -f "$k-new" "$k-$m" || return 1
                  if [ -d "$f" ]; then mv "$f" "$b-old" || return 1; fi
                  if ! mv "$r" "$f"; then
                    [ ! -d "$b-old" ] || mv "$b-old" "$f"
                    return 1
                  fi
                  rm -rf "$b-old" "$b-new"
                  for x in "$k"-*; do [ "$x" = "$k-$m" ] || rm -f "$x"; done
                }
                """;
    }

    /** What is new goes among the rest; what the archive before had and this one hasn't goes away. */
    private static String merge() {
        return """
                put() {
                  [ -d "$f" ] || mkdir -m 0755 "$f" || return 1
                  m=$(stat -c %i "$f") || return 1
                  m=$k-$m
                  ( cd "$r" && tar -cf - . ) | ( cd "$f" && tar -xpf - ) || return 1
                  if [ -r "$m" ]; then
                    awk 'function name(l) { sub(/^[^ ]* [^ ]* [^ ]* [^ ]* /, "", l); return l }
                      FNR == 1 { next } fresh { new[name($0)] = 1; next }
                      { n = name($0); if (!(n in new)) old[++c] = n }
                      END { for (i = c; i > 0; i--) printf "%s%c", old[i], 0 }' fresh=1 "$k-new" fresh=0 "$m" >"$k-gone" &&
                      ( cd "$f" && xargs -0 rm -f -- <"$k-gone" 2>/dev/null; xargs -0 rmdir -- <"$k-gone" 2>/dev/null; : ) &&
                      rm -f "$k-gone" || return 1
                  fi
                  { IFS= read -r i <"$k-new" && printf '%s\\n' "$i" && arc_known "$f" "$k-new"; } >"$k-put" || return 1
                  mv -f "$k-put" "$m" && rm -f "$k-new" && rm -rf "$b-new"
                }
                """;
    }
}
