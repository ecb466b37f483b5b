package jforge.base;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** A user's entry, from wherever the host looks users up. */
record Passwd(String name) implements Question<Optional<Passwd.Entry>> {
    static final QuestionKind<Passwd, Optional<Entry>> KIND = new Kind();

    /** The password is never looked at. */
    record Entry(String uid, String gid, String comment, String home, String shell) {}

    @Override
    public QuestionKind<Passwd, Optional<Entry>> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return name;
    }

    private static final class Kind implements QuestionKind<Passwd, Optional<Entry>> {
        @Override
        public String name() {
            return "passwd";
        }

        /** Status 2 of getent says that some name is not there. */
        @Override
        public String script(List<Passwd> questions) {
            List<String> names = questions.stream().map(Passwd::name).toList();
            return """
                    if command -v getent >/dev/null; then
                      getent passwd -- %s || [ $? -eq 2 ]
                    else
                      while IFS= read -r line; do
                        case ${line%%%%:*} in %s) printf '%%s\\n' "$line" ;; esac
                      done </etc/passwd
                    fi
                    """.formatted(Sh.words(names), names.stream().map(Sh::quote).collect(Collectors.joining("|")));
        }

        @Override
        public List<Optional<Entry>> read(List<Passwd> questions, byte[] frame) throws UnreadableException {
            Map<String, Entry> entries = new HashMap<>();
            for (String line : Lines.of(frame)) {
                String[] f = line.split(":", -1);
                if (f.length != 7) {
                    throw new UnreadableException("a passwd entry has 7 fields, not " + f.length);
                }
                entries.putIfAbsent(f[0], new Entry(f[2], f[3], f[4], f[5], f[6]));
            }
            return questions.stream()
                    .map(q -> Optional.ofNullable(entries.get(q.name())))
                    .toList();
        }
    }
}
