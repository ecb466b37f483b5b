package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jforge.plan.Sh;

/**
 * What is a directory's own of all below it: on its file system, and not another resource's.
 *
 * @param root absolute, itself not part of it
 * @param others declared paths below it, each left alone; what is in it is not
 * @param pruned declared directories below it that are left alone with all in them
 */
record Subtree(String root, List<String> others, List<String> pruned) {
    /** Lines of text for awk out of names that end with NUL; a line break in a name is the byte 1. */
    static final String TO_LINES = "tr '\\n\\0' '\\1\\n'";

    static final String FROM_LINES = "tr '\\1\\n' '\\n\\0'";

    Subtree {
        others = List.copyOf(others);
        pruned = List.copyOf(pruned);
    }

    /** For {@code find -path}: all below a path. */
    static String below(String path) {
        return pattern(path) + "/*";
    }

    private static String pattern(String path) {
        return path.replaceAll("([*?\\[\\\\])", "\\\\$1");
    }

    /** Shell that prints the paths of others, marked. */
    static String marked(List<String> others) {
        return others.isEmpty() ? ":" : "printf '!%s\\0' " + Sh.words(others);
    }

    /** Shell that adds to the positional parameters, words of {@code find}, what not to enter. */
    static String prune(List<Subtree> trees) {
        List<String> words = new ArrayList<>();
        for (Subtree tree : trees) {
            for (String path : tree.pruned) {
                words.addAll(List.of("-path", pattern(path), "-prune", "-o"));
            }
        }
        String declared = words.isEmpty() ? "" : "set -- \"$@\" " + Sh.words(words) + "\n";
        String below = trees.stream()
                .map(t -> Sh.quote(jforge.question.MountPoint.escaped(t.root)) + "/*")
                .collect(Collectors.joining(" | "));
        return MOUNTS.formatted(below) + declared;
    }

    /** A bind mount of the same file system is no border to -xdev. */
    private static final String MOUNTS = """
            while read -r _ _ _ _ p _; do
              case $p in
              %s) ;;
              *) continue ;;
              esac
              case $p in
              *\\\\*)
                p=$(printf '%%b.' "$p")
                p=${p%%.} ;;
              esac
              g=
              while [ -n "$p" ]; do
                c=${p%%"${p#?}"}
                p=${p#?}
                case $c in
                [*?[\\\\]) g="$g\\\\$c" ;;
                *) g=$g$c ;;
                esac
              done
              set -- "$@" -path "$g" -prune -o
            done </proc/self/mountinfo
            """;
}
