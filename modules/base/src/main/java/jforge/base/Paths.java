package jforge.base;

import jforge.plan.Command;
import jforge.plan.Sh;
import jforge.question.Stat;

/** Shell that the types of paths share: each works on {@code $f}. */
final class Paths {
    private Paths() {}

    /** The line that sets {@code $f}. */
    static String at(String path) {
        return "f=" + Sh.quote(path) + "\n";
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
        return path.substring(0, path.lastIndexOf('/') + 1) + "." + name(path) + ".jforge-new";
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
