package jforge.base;

import java.util.List;
import jforge.plan.Sh;

/** The shell that asks dpkg what is there and apt what it would do. */
final class AptLook {
    private AptLook() {}

    /** A line that is none: nothing may be taken for absent then. */
    static final String UNLESS_FAILED = "  [ \"$name\" != failed ] || [ -n \"$status\" ] || exit 2\n";

    /** Prints a line for each that dpkg knows, or one that says that it failed: 1 is for a name that it doesn't know. */
    static String list(List<PackageQuestion> wanted) {
        return "{ dpkg-query -W -f='${binary:Package}|${Version}|${db:Status-Abbrev}\\n' -- "
                + Sh.words(wanted.stream().map(PackageQuestion::name).toList())
                + " 2>/dev/null || [ $? -eq 1 ] || echo failed; }";
    }

    /**
     * Shell that reads what {@link #list} prints and leaves in {@code there} the numbers of those that are there, in {@code
     * held} the names that are held.
     *
     * @param each what else to do with a line: its words are name, version and status
     */
    static String compare(List<PackageQuestion> wanted, String each) {
        return "there=' ' held=' '\nwhile IFS='|' read -r name version status; do\n" + each
                + "  case $status in h*) held=\"$held$name ${name%:*} \" ;; esac\n"
                + "  case $status in ?[iWt]*) ;; *) continue ;; esac\n"
                + InstalledShell.numbers("\"$name|$version\"", wanted, AptLook::pattern)
                + "done\n";
    }

    /** Of "NAME|VERSION"; a name is one for any architecture. */
    private static String pattern(PackageQuestion want) {
        String exact = Sh.quote(want.name()) + "'|'" + InstalledShell.version(want);
        return want.name().indexOf(':') >= 0
                ? exact
                : exact + "|" + Sh.quote(want.name()) + ":*'|'" + InstalledShell.version(want);
    }

    /** One dpkg-query; and only where something is to do, one apt-get and one find. */
    static String script(List<PackageQuestion> questions) {
        StringBuilder script = new StringBuilder(SIMULATE).append(Together.FUNCTIONS);
        script.append(list(questions)).append(" | {\n");
        script.append(
                compare(questions, UNLESS_FAILED + "  printf 'dpkg %s|%s|%s\\n' \"$name\" \"$version\" \"$status\"\n"));
        script.append("set --\nchange=''\n");
        for (int i = 0; i < questions.size(); i++) {
            PackageQuestion want = questions.get(i);
            String operand = Sh.quote((want.recommends() ? "r" : "n") + want.operand());
            script.append(InstalledShell.satisfied(want, i)).append(" || ");
            script.append(
                    want.hold().isEmpty()
                            ? "set -- \"$@\" " + operand + "\n"
                            : "{ set -- \"$@\" " + operand + "; case $held in *" + Sh.quote(" " + want.name() + " ")
                                    + "*) change=--allow-change-held-packages ;; esac; }\n");
        }
        return script.append("[ $# -gt 0 ] || exit 0\nwanted=$*\n")
                .append(Apt.LISTS_AGE)
                .append(HOLDS)
                .append("set -f\n# shellcheck disable=SC2086 # words of a list\nset -- $wanted\n")
                .append(Together.ask("true", "false"))
                .append("}\n")
                .toString();
    }

    /** Where a held one may be changed, the names of all that are held: to see that no other is. */
    private static final String HOLDS = """
            if [ -n "$change" ]; then
              holds=$(apt-mark%s showhold) || exit
              for one in $holds; do printf 'held %%s\\n' "$one"; done
            fi
            """.formatted(Apt.NO_CACHE);

    private static final String SIMULATE = """
            for tool in apt-get dpkg-query; do
              command -v "$tool" >/dev/null || { echo "this host has no $tool" >&2; exit 1; }
            done
            simulate() {
              recommends=$1; shift
              if out=$(%s --allow-downgrades $change -o APT::Install-Recommends="$recommends" install "$@" 2>&1 </dev/null); then
                status=0
              else
                status=$?
                # 100 is an answer: apt can't do it
                [ "$status" -eq 100 ] || { printf '%%s\\n' "$out" >&2; exit "$status"; }
              fi
              printf 'of %%s\\n%%s\\nend %%s\\n' "$*" "$out" "$status"
            }
            """.formatted(Apt.SIMULATE + Apt.NO_CACHE);
}
