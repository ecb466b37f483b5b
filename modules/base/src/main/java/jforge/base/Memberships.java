package jforge.base;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** All supplementary groups of a user in the host's own group file: those that its tools can take away. */
record Memberships(String user) implements Question<Set<String>> {
    static final QuestionKind<Memberships, Set<String>> KIND = new Kind();

    @Override
    public QuestionKind<Memberships, Set<String>> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return user;
    }

    private static final class Kind implements QuestionKind<Memberships, Set<String>> {
        @Override
        public String name() {
            return "memberships";
        }

        @Override
        public String script(List<Memberships> questions) {
            return """
                    while IFS=: read -r group x gid members; do
                      # shellcheck disable=SC2043 # one is a list too
                      for user in %s; do
                        case ",$members," in *",$user,"*) printf '%%s:%%s\\n' "$user" "$group" ;; esac
                      done
                    done </etc/group
                    : "$x$gid"
                    """.formatted(
                            Sh.words(questions.stream().map(Memberships::user).toList()));
        }

        @Override
        public List<Set<String>> read(List<Memberships> questions, byte[] frame) throws UnreadableException {
            Map<String, Set<String>> groups = new HashMap<>();
            for (String line : Lines.of(frame)) {
                int colon = line.indexOf(':');
                if (colon < 0) {
                    throw new UnreadableException("expected USER:GROUP");
                }
                groups.computeIfAbsent(line.substring(0, colon), u -> new TreeSet<>())
                        .add(line.substring(colon + 1));
            }
            return questions.stream()
                    .map(q -> groups.getOrDefault(q.user(), Set.of()))
                    .toList();
        }
    }
}
