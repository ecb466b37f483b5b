package jforge.base;

import java.nio.charset.StandardCharsets;
import jforge.plan.Command;
import jforge.plan.Sh;
import jforge.question.Stat;

/** Shell that the types of paths share: each works on {@code $f}. */
final class Paths {
    private static final String FRESH = ".jforge-new";
    /** Of a name, in bytes: with the dot in front and the ending a longer one is more than the 255 that Linux takes. */
    private static final int LONGEST_WHOLE = 255 - 1 - FRESH.length();

    private Paths() {}

    /** The line that sets {@code $f}. */
    static String at(String path) {
        return "f=" + Sh.quote(path) + "\n";
    }

    /** Lines that set {@code $f} to what the path leads to, there or not: an old BusyBox's readlink -f wants it to be there. */
    static String followed(String path) {
        return at(path) + """
                k=0
                while [ -L "$f" ]; do
                  l=$(readlink "$f") && k=$((k + 1)) && [ "$k" -le 40 ] || return 1
                  case $l in /*) f=$l ;; *) f=${f%/*}/$l ;; esac
                done
                """;
    }

    static String denied(String path) {
        return path + " can't be looked at as this user; log in as root, or set become";
    }

    /** Why nothing can be made at the path: {@link Stat.Entry#isOrphan}. */
    static String orphan(String path) {
        int slash = path.lastIndexOf('/');
        return path.substring(0, slash) + " is no directory yet: declare it as one, or require what makes it";
    }

    /** The directory that a path stands in, as a word. */
    static String above(String path) {
        int slash = path.lastIndexOf('/');
        return Sh.quote(slash == 0 ? "/" : path.substring(0, slash));
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Beside the path, where it is made before it takes the path's place: the same name in every run. */
    static String fresh(String path) {
        String name = name(path);
        while (bytes(name) > LONGEST_WHOLE) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return path.substring(0, path.lastIndexOf('/') + 1) + "." + name + FRESH;
    }

    /**
     * Shell that sets {@code $n} to a name like that of {@link #fresh} beside {@code $f}.
     *
     * @param known whether {@code $f} is the path itself, and not what a link leads to
     */
    static String freshBeside(String path, boolean known) {
        if (known && bytes(name(path)) <= LONGEST_WHOLE) {
            return "n=${f%/*}/.${f##*/}" + FRESH;
        }
        return "n=${f##*/}\n[ ${#n} -le " + LONGEST_WHOLE + " ] || n=${n%" + "?".repeat(1 + FRESH.length()) + "}\n"
                + "n=${f%/*}/.$n" + FRESH;
    }

    /**
     * Shell that makes {@code $n} by a command which is a shell's own, and so says no more of a full disk than that there was an
     * error.
     */
    static String written(String command) {
        return "{ " + command
                + " >\"$n\" || {\n    [ ! -e \"$n\" ] || printf '%s could not be written whole: is its file"
                + " system full?\\n' \"$n\" >&2\n    false\n  }; }";
    }

    /** Shell that makes {@code $n} of what a command prints, by cat: BusyBox's awk overlooks that a disk is full. */
    static String printed(String command) {
        return "{ w=$( { { " + command + " && printf ok >&3; } | cat >\"$n\"; } 3>&1 ) && [ \"$w\" = ok ]; }";
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Gives the new file {@code $n} the permissions of {@code $f}, with its access control list where GNU's cp is there:
     * without the list its mask would become what the group may do.
     *
     * @param mode a word: what {@code stat} says of {@code $f}
     */
    static String keepMode(String mode) {
        return "{ cp --attributes-only --preserve=mode \"$f\" \"$n\" 2>/dev/null || chmod " + mode + " \"$n\"; }";
    }

    /** Fails, and says why, where the directory above isn't there. */
    static String parent(String path) {
        return "[ -d " + above(path) + " ] || { printf '%s is missing: declare it as a directory\\n' " + above(path)
                + " >&2; return 1; }";
    }

    /**
     * Sets owner and mode of what is there.
     *
     * @param type of what it may be, for {@code test}: "-f"
     */
    static Command own(String path, String type, Ownership own) {
        String there = at(path) + "[ " + type + " \"$f\" ] && [ ! -L \"$f\" ]";
        return new Command(there + own.test(), there + " && " + own.apply());
    }
}
