package jforge.base;

import java.util.List;
import jforge.plan.Command;
import jforge.plan.Sh;

/** The shell that makes, owns and removes directories. */
final class DirectoryScript {
    private static final String GONE = "[ ! -e \"$f\" ] && [ ! -L \"$f\" ]";

    /** Fails where the path is something else by now. */
    private static final String STILL = """
            if [ ! -d "$f" ] || [ -L "$f" ]; then
              printf '%s is no directory\\n' "$f" >&2
              return 1
            fi
            """;

    private DirectoryScript() {}

    static Command create(DirectoryType.Wanted want) {
        String path = Paths.at(want.path());
        Ownership own = want.ownership();
        String mode = own.mode().orElse(DirectoryType.DEFAULT_MODE);
        String mend = own.apply().isEmpty() ? ":" : own.apply();
        // A new directory takes the group and the set-group-id of one above that has it.
        String inherited = own.orDefault(DirectoryType.DEFAULT_MODE).apply();
        String change = path
                + """
                if [ -d "$f" ] && [ ! -L "$f" ]; then
                  %s
                elif [ ! -e "$f" ] && [ ! -L "$f" ]; then
                  %s
                  %s && if [ -g %s ]; then %s; fi
                else
                  printf '%%s is there and is no directory\\n' "$f" >&2
                  return 1
                fi""".formatted(mend, Paths.parent(want.path()), make(own, mode), Paths.above(want.path()), inherited);
        return new Command(path + "[ -d \"$f\" ] && [ ! -L \"$f\" ]" + own.test(), change);
    }

    /** Not every BusyBox has {@code install}; a directory keeps its mode when it is given away. */
    private static String make(Ownership own, String mode) {
        String owner = own.chown().isEmpty() ? "" : " && chown " + Sh.quote(own.chown()) + " \"$f\"";
        return "mkdir -m " + mode + " \"$f\"" + owner;
    }

    static Command remove(String path) {
        return new Command(Paths.at(path) + GONE, Paths.at(path) + "rmdir \"$f\"");
    }

    /** All of it, unless something is mounted in it: on whatever path it was asked for, by where it really is. */
    static Command removeTree(String path) {
        String change = Paths.at(path) + "if " + GONE + "; then return; fi\n" + STILL + SystemPaths.guard() + """
                while read -r _ _ _ _ p _; do
                  case $p in
                  *\\*)
                    p=$(printf '%b.' "$p")
                    p=${p%.} ;;
                  esac
                  case $p in
                  "$f" | "$f"/*)
                    printf '%s is mounted\\n' "$p" >&2
                    return 1 ;;
                  esac
                done </proc/self/mountinfo
                find "$f" -xdev ! -type d -exec rm -f {} + &&
                  find "$f" -xdev -depth -type d -exec rmdir {} +""";
        return new Command(Paths.at(path) + GONE, change);
    }

    /** Walks once to test, and to change once a way to be otherwise; then the test says whether all is well. */
    static Command own(Subtree tree, TreeRules rules) {
        return mend(tree, rules.otherwise(), rules.breaches());
    }

    /** Takes away what is not declared, what is in a directory before the directory. */
    static Command purge(Subtree tree) {
        TreeRules.Breach files = new TreeRules.Breach(List.of("!", "-type", "d"), "rm -f");
        TreeRules.Breach directories = new TreeRules.Breach(List.of("-type", "d"), "rmdir");
        return mend(tree, List.of("-name", "*"), List.of(files, directories));
    }

    private static Command mend(Subtree tree, List<String> otherwise, List<TreeRules.Breach> breaches) {
        String head = Paths.at(tree.root());
        String walk = "set -- \"$f\" -xdev\n" + Subtree.prune(List.of(tree));
        String below = " -path " + Sh.quote(Subtree.below(tree.root())) + " ";
        String test = """
                [ -d "$f" ] && [ ! -L "$f" ] || return 1
                %sx=$({ %s; find "$@"%s%s -print0 && printf 'ok\\0'; } | %s | awk %s) && [ -z "$x" ]""".formatted(
                walk, Subtree.marked(tree.others()), below, Sh.words(otherwise), Subtree.TO_LINES, Sh.quote("""
                        /^!/ { others[substr($0, 2)] = 1; next }
                        $0 == "ok" { ok = 1; next }
                        !($0 in others) && !x { x = $0 }
                        END { print ok ? x : "find failed" }"""));
        StringBuilder change = new StringBuilder(head).append(STILL).append(SystemPaths.guard());
        change.append(head).append(walk).append("own() {\n  { ").append(Subtree.marked(tree.others()));
        change.append("; find \"$@\" -print0; } |\n    ")
                .append(Subtree.TO_LINES)
                .append(" |\n    awk ");
        change.append(Sh.quote("/^!/ { others[substr($0, 2)] = 1; next } !($0 in others)"));
        change.append(" | sort -r |\n    ").append(Subtree.FROM_LINES).append("\n}\n");
        for (TreeRules.Breach breach : breaches) {
            change.append("own \"$@\"").append(below).append("'(' ").append(Sh.words(breach.find()));
            change.append(" ')' | xargs -0 -r ").append(breach.mend()).append(" || :\n");
        }
        change.append("otherwise() {\n").append(head).append(test).append("\n}\n");
        change.append("otherwise || { printf 'still otherwise: %s\\n' \"$x\" >&2; return 1; }");
        return new Command(head + test, change.toString());
    }
}
