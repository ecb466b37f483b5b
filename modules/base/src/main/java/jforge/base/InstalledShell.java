package jforge.base;

import java.util.List;
import java.util.function.Function;
import jforge.plan.Sh;

/** Shell that compares what is installed with what is wanted, builtins alone. */
final class InstalledShell {
    private InstalledShell() {}

    /**
     * A {@code case} that leaves in {@code there} the numbers of those whose line is that of a good version.
     *
     * @param word what is looked at, quoted for the shell
     * @param pattern of a line that will do; of one that is to go, of any version
     */
    static String numbers(String word, List<PackageQuestion> wanted, Function<PackageQuestion, String> pattern) {
        StringBuilder script = new StringBuilder("  case " + word + " in\n");
        for (int i = 0; i < wanted.size(); i++) {
            script.append("    ")
                    .append(pattern.apply(wanted.get(i)))
                    .append(") there=\"${there}")
                    .append(i)
                    .append(" \" ;;\n");
        }
        return script.append("  esac\n").toString();
    }

    /** A pattern of a version: exact, or a beginning. */
    static String version(PackageQuestion want) {
        return want.absent()
                ? "*"
                : want.version()
                        .map(v -> v.endsWith("*") ? Sh.quote(v.substring(0, v.length() - 1)) + "*" : Sh.quote(v))
                        .orElse("*");
    }

    /** Passes where the numbered want is there as it should be, or is not. */
    static String satisfied(PackageQuestion want, int number) {
        return "case $there in *' " + number + " '*) " + (want.absent() ? "false" : ":") + " ;; *) "
                + (want.absent() ? ":" : "false") + " ;; esac";
    }

    /** Passes where the hold of a want is as declared; {@code held} has names with a space before and after. */
    static String asHeld(PackageQuestion want) {
        if (want.hold().isEmpty() || want.absent()) {
            return ":";
        }
        boolean hold = want.hold().get();
        return "case $held in *" + Sh.quote(" " + want.name() + " ") + "*) " + (hold ? ":" : "false") + " ;; *) "
                + (hold ? "false" : ":") + " ;; esac";
    }
}
