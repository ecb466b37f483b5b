package jforge.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * Whether a module is in the running kernel.
 *
 * @param name with underscores
 * @param witness what is below /proc/sys where it is there: a setting, or SETTING=WORD; a dash where nothing is known
 */
record KernelModule(String name, String witness) implements Question<KernelModule.Presence> {
    static final QuestionKind<KernelModule, Presence> KIND = new Kind();

    enum Presence {
        BUILT_IN,
        LOADED,
        /** Not there, and modprobe knows it. */
        LOADABLE,
        MISSING
    }

    @Override
    public QuestionKind<KernelModule, Presence> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return name;
    }

    private static final class Kind implements QuestionKind<KernelModule, Presence> {
        @Override
        public String name() {
            return "kernel-module";
        }

        /** What has its witness without being loaded is built in, on hosts too that have no list of what is. */
        @Override
        public String script(List<KernelModule> questions) {
            List<String> words =
                    questions.stream().map(q -> q.name() + ":" + q.witness()).toList();
            return """
                    r=$(uname -r) || exit
                    set --
                    # shellcheck disable=SC2043 # one is a list too
                    for word in %s; do
                      # a folder has every module that is there, but for built in ones without parameters
                      [ ! -d "/sys/module/${word%%%%:*}" ] || set -- "$@" +
                      set -- "$@" "$word"
                    done
                    r=$r awk '
                      function file(path, to,  s, w) {
                        while ((getline s < path) > 0) {
                          if (to == "loaded") sub(/ .*/, "", s)
                          else { sub(/:.*/, "", s); sub(/.*\\//, "", s); sub(/[.]ko.*/, "", s); gsub(/-/, "_", s) }
                          there[to, s] = 1
                        }
                        close(path)
                      }
                      function seen(witness,  s, i, n, w, path, word) {
                        if (witness == "-") return 0
                        i = index(witness, "=")
                        path = "/proc/sys/" (i ? substr(witness, 1, i - 1) : witness)
                        word = i ? substr(witness, i + 1) : ""
                        n = 0
                        while ((getline s < path) > 0) if (index(" " s " ", " " word " ") || !i) n = 1
                        close(path)
                        return n
                      }
                      BEGIN {
                        file("/proc/modules", "loaded")
                        file("/lib/modules/" ENVIRON["r"] "/modules.builtin", "built_in")
                        file("/lib/modules/" ENVIRON["r"] "/modules.dep", "loadable")
                        for (i = 1; i < ARGC; i++) {
                          folder = ARGV[i] == "+"
                          if (folder) i++
                          name = ARGV[i]; sub(/:.*/, "", name)
                          if (("loaded", name) in there) print "loaded"
                          else if (folder || ("built_in", name) in there || seen(substr(ARGV[i], length(name) + 2))) print "built_in"
                          else if (("loadable", name) in there) print "loadable"
                          else print "missing"
                        }
                      }' "$@"
                    """.formatted(Sh.words(words));
        }

        @Override
        public List<Presence> read(List<KernelModule> questions, byte[] frame) throws UnreadableException {
            Map<Integer, Presence> found = new HashMap<>();
            for (String line : Lines.of(frame)) {
                try {
                    found.put(found.size(), Presence.valueOf(line.toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    throw new UnreadableException("not how a module can be: " + line);
                }
            }
            if (found.size() != questions.size()) {
                throw new UnreadableException(found.size() + " modules, not " + questions.size());
            }
            return List.copyOf(found.values());
        }
    }
}
