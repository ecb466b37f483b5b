package jforge.kernel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** A setting's value in the running kernel; empty where the kernel has no such setting. */
record KernelSetting(SysctlKey key) implements Question<Optional<String>> {
    static final QuestionKind<KernelSetting, Optional<String>> KIND = new Kind();

    @Override
    public QuestionKind<KernelSetting, Optional<String>> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return key.path();
    }

    private static final class Kind implements QuestionKind<KernelSetting, Optional<String>> {
        @Override
        public String name() {
            return "kernel-setting";
        }

        /**
         * One process for all: the shell's own {@code read} takes single bytes, and the kernel gives only the first. With
         * /dev/null grep never waits for standard input, and names the file even when only one is there.
         */
        @Override
        public String script(List<KernelSetting> questions) {
            return """
                    cd /proc/sys || exit
                    # shellcheck disable=SC2043 # one is a list too
                    for key in %s; do
                      [ ! -e "$key" ] || printf '%%s\\n' "$key"
                    done
                    grep -s '' %s /dev/null || [ $? -le 2 ]
                    """.formatted(words(questions), words(questions));
        }

        private static String words(List<KernelSetting> questions) {
            return Sh.words(questions.stream().map(q -> q.key().path()).toList());
        }

        /** A line without a colon names a setting that is there; one with it holds a line of its value. */
        @Override
        public List<Optional<String>> read(List<KernelSetting> questions, byte[] frame) throws UnreadableException {
            Set<String> known = new HashSet<>();
            questions.forEach(q -> known.add(q.key().path()));
            Map<String, String> values = new HashMap<>();
            for (String line : Lines.of(frame)) {
                int colon = line.indexOf(':');
                String key = colon < 0 ? line : line.substring(0, colon);
                if (!known.contains(key)) {
                    throw new UnreadableException("not a setting that was asked for: " + key);
                }
                values.merge(key, colon < 0 ? "" : line.substring(colon + 1), (a, b) -> a.isEmpty() ? b : a + " " + b);
            }
            return questions.stream()
                    .map(q -> Optional.ofNullable(values.get(q.key().path())).map(SysctlKey::fold))
                    .toList();
        }
    }
}
