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

/** A setting in the running kernel; empty where the kernel has no such setting. */
record KernelSetting(SysctlKey key) implements Question<Optional<KernelSetting.Running>> {
    static final QuestionKind<KernelSetting, Optional<Running>> KIND = new Kind();

    /**
     * @param value blanks folded; empty text where it can't be read
     * @param access what its mode allows, which holds for root too
     */
    record Running(String value, Access access) {}

    enum Access {
        BOTH,
        READ_ONLY,
        WRITE_ONLY
    }

    @Override
    public QuestionKind<KernelSetting, Optional<Running>> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return key.path();
    }

    private static final class Kind implements QuestionKind<KernelSetting, Optional<Running>> {
        @Override
        public String name() {
            return "kernel-setting";
        }

        /**
         * One process for all values: the shell's own {@code read} takes single bytes, of which the kernel gives only the
         * first. A mode is asked of find, since some shells hold that root may write everything.
         */
        @Override
        public String script(List<KernelSetting> questions) {
            return """
                    cd /proc/sys || exit
                    set --
                    # shellcheck disable=SC2043 # one is a list too
                    for key in %s; do
                      [ ! -f "$key" ] || set -- "$@" "$key"
                    done
                    [ "$#" -gt 0 ] || exit 0
                    printf '%%s\\n' "$@"
                    echo ':mode'
                    find "$@" ! -perm -200 || exit
                    echo ':mode'
                    find "$@" ! -perm -400 || exit
                    awk 'BEGIN {
                      for (i = 1; i < ARGC; i++) {
                        while ((getline line < ARGV[i]) > 0) print ARGV[i] ":" line
                        close(ARGV[i])
                      }
                    }' "$@"
                    """.formatted(
                            Sh.words(questions.stream().map(q -> q.key().path()).toList()));
        }

        /** Names of settings that are there, of those that can't be written, of those that can't be read; then values. */
        @Override
        public List<Optional<Running>> read(List<KernelSetting> questions, byte[] frame) throws UnreadableException {
            Set<String> asked = new HashSet<>();
            questions.forEach(q -> asked.add(q.key().path()));
            Map<String, Running> found = new HashMap<>();
            int part = 0;
            for (String line : Lines.of(frame)) {
                if (line.equals(":mode")) {
                    part++;
                    continue;
                }
                int colon = line.indexOf(':');
                String key = colon < 0 ? line : line.substring(0, colon);
                if (!asked.contains(key)) {
                    throw new UnreadableException("not a setting that was asked for: " + key);
                }
                Running before = found.getOrDefault(key, new Running("", Access.BOTH));
                String value = CanonicalValue.fold(before.value + " " + line.substring(colon + 1));
                found.put(
                        key,
                        colon >= 0
                                ? new Running(value, before.access)
                                : new Running("", Access.values()[Math.min(part, 2)]));
            }
            return questions.stream()
                    .map(q -> Optional.ofNullable(found.get(q.key().path())))
                    .toList();
        }
    }
}
