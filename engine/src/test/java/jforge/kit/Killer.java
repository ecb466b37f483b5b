package jforge.kit;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.plan.Sh;
import jforge.transport.Shell;

/**
 * Kills a shell, with all that it runs, just before it starts its n-th command, or lets that command fail: each command
 * stands behind a small script of the same name, found first, that counts.
 */
final class Killer {
    static final String FOLDER = "/run/jforge-kit";

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_.-]+");

    private Killer() {}

    /** Makes the scripts, for every word of the texts that is a command, and a few that the engine uses. */
    static String prepare(Collection<String> texts) {
        Set<String> words = new LinkedHashSet<>(Set.of("rm", "mkdir", "sha256sum"));
        for (String text : texts) {
            Matcher matcher = WORD.matcher(text);
            while (matcher.find()) {
                words.add(matcher.group());
            }
        }
        return """
                k=%s
                rm -rf "$k"
                mkdir -p "$k/bin"
                cat >"$k/tick" <<'END'
                #!/bin/sh
                k=%s
                PATH=${PATH#"$k/bin:"}
                set -C
                read -r at how <$k/at
                # of those that may fail, the engine's own are none
                case "$how $*" in "fail "*/var/lib/jforge/*) exec "${0##*/}" "$@" ;; esac
                # the commands of a pipeline start at once: each takes a number of its own
                n=1
                [ -d $k/count ] || exec "${0##*/}" "$@"
                until true >$k/count/$n; do n=$((n + 1)); done 2>/dev/null
                if [ "$n" = "$at" ]; then
                  [ "$how" = fail ] || kill -9 0
                  exit 113
                fi
                exec "${0##*/}" "$@"
                END
                chmod 755 "$k/tick"
                echo 0 >"$k/at"
                for w in %s; do
                  p=$(command -v "$w") || continue
                  case $p in /*) ln -s ../tick "$k/bin/$w" ;; esac
                done
                """.formatted(FOLDER, FOLDER, Sh.words(words));
    }

    /** What becomes of the command. */
    enum How {
        KILL,
        FAIL
    }

    /**
     * Arms a shell.
     *
     * @param at which command; 0 for none
     */
    static void arm(Shell shell, int at, How how) throws IOException {
        String named = how.name().toLowerCase(java.util.Locale.ROOT);
        String count = FOLDER + "/count";
        // by the default path: an armed shell would count these
        Bench.run(
                shell,
                "command -p rm -rf " + count + "; echo " + at + " " + named + " >" + FOLDER + "/at; command -p mkdir "
                        + count);
        shell.run("PATH=" + FOLDER + "/bin:${PATH#" + FOLDER + "/bin:}\n", (name, body, word) -> {});
    }

    static int count(Bench bench) throws IOException {
        return Integer.parseInt(bench.run("ls " + FOLDER + "/count | wc -l").strip());
    }
}
