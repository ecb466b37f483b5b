package jforge.base;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** A group's entry, from wherever the host looks groups up. */
record Groups(String name) implements Question<Optional<Groups.Entry>> {
    static final QuestionKind<Groups, Optional<Entry>> KIND = new Kind();

    /** @param members those who are in it besides the ones whose primary group it is */
    record Entry(String gid, Set<String> members) {}

    @Override
    public QuestionKind<Groups, Optional<Entry>> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return name;
    }

    private static final class Kind implements QuestionKind<Groups, Optional<Entry>> {
        @Override
        public String name() {
            return "group";
        }

        @Override
        public String script(List<Groups> questions) {
            List<String> names = questions.stream().map(Groups::name).toList();
            return """
                    if command -v getent >/dev/null; then
                      getent group -- %s || [ $? -eq 2 ]
                    else
                      while IFS= read -r line; do
                        case ${line%%%%:*} in %s) printf '%%s\\n' "$line" ;; esac
                      done </etc/group
                    fi
                    """.formatted(Sh.words(names), names.stream().map(Sh::quote).collect(Collectors.joining("|")));
        }

        @Override
        public List<Optional<Entry>> read(List<Groups> questions, byte[] frame) throws UnreadableException {
            Map<String, Entry> entries = new HashMap<>();
            for (String line : Lines.of(frame)) {
                String[] f = line.split(":", -1);
                if (f.length != 4) {
                    throw new UnreadableException("a group entry has 4 fields, not " + f.length);
                }
                Set<String> members = f[3].isEmpty() ? Set.of() : new TreeSet<>(List.of(f[3].split(",")));
                entries.putIfAbsent(f[0], new Entry(f[2], members));
            }
            return questions.stream()
                    .map(q -> Optional.ofNullable(entries.get(q.name())))
                    .toList();
        }
    }
}
