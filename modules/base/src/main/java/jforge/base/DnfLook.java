package jforge.base;

import java.util.List;
import java.util.stream.Collectors;
import jforge.plan.Sh;

/** The shell that asks rpm what is there and dnf what it would do. */
final class DnfLook {
    private DnfLook() {}

    /** Prints a line for each: NAME|EPOCH|VERSION-RELEASE, or that it is not installed. Its status is the number of those. */
    static String list(List<PackageQuestion> wanted) {
        return "rpm -q --qf '%{NAME}|%{EPOCHNUM}|%{VERSION}-%{RELEASE}\\n' -- "
                + Sh.words(wanted.stream().map(PackageQuestion::name).toList()) + " 2>&1";
    }

    /**
     * Shell that reads what {@link #list} prints and leaves in {@code there} the numbers of those that are there.
     *
     * @param each what else to do with a line
     */
    static String compare(List<PackageQuestion> wanted, String each) {
        String names = wanted.stream()
                .map(w -> Sh.quote(w.name() + "|") + "*|" + Sh.quote("package " + w.name() + " is not installed"))
                .distinct()
                .collect(Collectors.joining("|"));
        return "there=' ' seen=0\nwhile IFS= read -r line; do\n"
                + "  case $line in " + names + ") seen=$((seen + 1)) ;;"
                + " *) printf '%s\\n' \"$line\" >&2; exit 2 ;; esac\n"
                + each
                + InstalledShell.numbers("\"$line\"", wanted, DnfLook::pattern)
                + "done\n[ \"$seen\" -ge "
                + wanted.stream().map(PackageQuestion::name).distinct().count()
                + " ] || { echo 'rpm did not answer' >&2; exit 2; }\n";
    }

    /** Of "NAME|EPOCH|VERSION-RELEASE". */
    private static String pattern(PackageQuestion want) {
        String version = want.absent() ? "*" : want.version().orElse("*");
        int colon = version.indexOf(':');
        String epoch = colon < 0 ? "*" : Sh.quote(version.substring(0, colon));
        String rest = version.substring(colon + 1);
        String start = Sh.quote(want.name() + "|") + epoch + "'|'";
        if (rest.endsWith("*")) {
            return start + (rest.length() == 1 ? "" : Sh.quote(rest.substring(0, rest.length() - 1))) + "*";
        }
        return rest.indexOf('-') >= 0 ? start + Sh.quote(rest) : start + Sh.quote(rest + "-") + "*";
    }

    /** Prints a line "held ENTRY" for each that versionlock holds, and "no holds" where it can't. */
    static final String HOLDS = """
            lock=/etc/dnf/plugins/versionlock.list
            if [ -e /etc/dnf/plugins/versionlock.conf ]; then
              if [ -e "$lock" ]; then
                while read -r entry more; do
                  case $entry in ''|'#'*|'!'*) ;; *) printf 'held %s\\n' "$entry" ;; esac
                done <"$lock"
              fi
            elif command -v dnf5 >/dev/null; then
              if [ -e /etc/dnf/versionlock.toml ]; then
                while read -r entry equals value; do
                  [ "$entry $equals" = 'name =' ] || continue
                  value=${value#?}
                  printf 'held %s\\n' "${value%?}"
                done </etc/dnf/versionlock.toml
              fi
            else
              echo 'no holds'
            fi
            """;

    /** One rpm; and only where something is to do, one find and two dnf. */
    static String script(List<PackageQuestion> questions) {
        StringBuilder script = new StringBuilder(SIMULATE)
                .append(DnfTable.FUNCTION)
                .append(Together.FUNCTIONS)
                .append(HOLDS);
        script.append(list(questions)).append(" | {\n");
        script.append(
                compare(questions, "  case $line in package*) echo \"$line\" ;; *) echo \"rpm $line\" ;; esac\n"));
        script.append("set --\n");
        for (int i = 0; i < questions.size(); i++) {
            PackageQuestion want = questions.get(i);
            script.append(InstalledShell.satisfied(want, i))
                    .append(" || ")
                    .append(want.hold().isEmpty() ? "" : "{ change=--disableplugin=versionlock; ")
                    .append("set -- \"$@\" ")
                    .append(Sh.quote((want.recommends() ? "r" : "n") + want.operand()))
                    .append(want.hold().isEmpty() ? "\n" : "; }\n");
        }
        return script.append("[ $# -gt 0 ] || exit 0\nwanted=$*\n")
                .append(Dnf.LISTS_AGE)
                .append("set -f\n# shellcheck disable=SC2086 # words of a list\nset -- $wanted\n")
                .append(Together.ask("--setopt=strict=True", "--setopt=install_weak_deps=False"))
                .append("}\n")
                .toString();
    }

    private static final String SIMULATE = """
            for tool in dnf rpm; do
              command -v "$tool" >/dev/null || { echo "this host has no $tool" >&2; exit 1; }
            done
            change=''
            # Adds to out what dnf would do, to be read, or what it says instead.
            would() {
              # shellcheck disable=SC2086 # an option or none
              if said=$(%s -C $change "$@" 2>&1 </dev/null); then
                case $said in *'Nothing to do'*) return 0 ;; esac
                printf '%%s\\n' "$said" >&2
                exit 3
              else
                [ $? -eq 1 ] || { printf '%%s\\n' "$said" >&2; exit 3; }
                case $said in
                  *'Operation aborted'*) out="$out$(table "$said")
            " ;;
                  *[Ee]rror*|*[Ff]ailed*|*'No match'*)
                    status=100
                    out=$(printf '%%s\\n' "$said" | while read -r line; do
                      case $line in ''|'Last metadata'*|'(try '*|'You can try'*|--*|'Updating and'*|'Repositories loaded'*) ;;
                        *) printf '%%s\\n' "${line#Error: }" ;;
                      esac
                    done) ;;
                  *) printf '%%s\\n' "$said" >&2; exit 3 ;;
                esac
              fi
            }
            simulate() {
              option=$1; shift
              out='' status=0 asked=$*
              come='' go=''
              for one do
                case $one in
                  *-) go="$go ${one%%-}" ;;
                  *=*) come="$come ${one%%%%=*}-${one#*=}" ;;
                  *) come="$come $one" ;;
                esac
              done
              # shellcheck disable=SC2086 # names
              [ -z "$come" ] || would --allowerasing "$option" install $come
              # shellcheck disable=SC2086
              [ -z "$go" ] || [ "$status" -ne 0 ] || would remove $go
              printf 'of %%s\\n%%s\\nend %%s\\n' "$asked" "$out" "$status"
            }
            """.formatted(Dnf.ASK);
}
