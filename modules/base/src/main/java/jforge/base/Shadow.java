package jforge.base;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jforge.plan.Sh;
import jforge.question.Digest;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * A user's password hash in /etc/shadow, as the digest of a key followed by it: the hash itself never leaves the host.
 *
 * @param name of the user
 */
record Shadow(String name) implements Question<Shadow.Found> {
    private static final Kind KIND = new Kind();

    /** What is there. */
    sealed interface Found {
        /** No such user in the file. */
        record None() implements Found {}

        /** The login user may not read the file. */
        record Denied() implements Found {}

        /** @param digest 64 hex digits, as {@link Shadow#digest} makes it of a hash */
        record Keyed(String digest) implements Found {}
    }

    /** Differs by user, so that equal hashes don't show as equal; the same in every run. */
    static String keyOf(String user) {
        return Digest.of("jforge shadow " + user).substring(0, 32);
    }

    static String digest(String user, String hash) {
        return Digest.of(keyOf(user) + hash);
    }

    /** Shell that sets {@code field} to the hash of a user whose quoted name is given; empty where there is none. */
    static String lookup(String quotedName) {
        return """
               field=
               while IFS=: read -r user hash rest; do
                 case $user in %s) field=$hash; : "$rest"; break ;; esac
               done </etc/shadow
               """.formatted(quotedName);
    }

    @Override
    public QuestionKind<Shadow, Found> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return name;
    }

    private static final class Kind implements QuestionKind<Shadow, Found> {
        @Override
        public String name() {
            return "shadow";
        }

        /** A process for each user that is there; the fields are compared as digests since they are secrets. */
        @Override
        public String script(List<Shadow> questions) {
            StringBuilder keys = new StringBuilder();
            for (Shadow question : questions) {
                keys.append("    ")
                        .append(Sh.quote(question.name))
                        .append(") k=")
                        .append(keyOf(question.name))
                        .append(" ;;\n");
            }
            return """
                    if [ -r /etc/shadow ]; then
                      printf 'open\\n'
                      while IFS=: read -r user hash rest; do
                        : "$rest"
                        case $user in
                    %s    *) continue ;;
                        esac
                        sum=$(printf %%s%%s "$k" "$hash" | sha256sum) || exit
                        [ -n "$sum" ] || exit 1
                        printf '%%s %%s\\n' "${sum%%%% *}" "$user"
                      done </etc/shadow
                    else
                      printf 'denied\\n'
                    fi
                    """.formatted(keys);
        }

        @Override
        public List<Found> read(List<Shadow> questions, byte[] frame) throws UnreadableException {
            List<String> lines = Lines.of(frame);
            if (lines.isEmpty()) {
                throw new UnreadableException("it says nothing of /etc/shadow");
            }
            Map<String, Found> found = new HashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                if (!line.matches("[0-9a-f]{64} .+")) {
                    throw new UnreadableException("a digest and a user were meant");
                }
                found.putIfAbsent(line.substring(65), new Found.Keyed(line.substring(0, 64)));
            }
            Found other = lines.get(0).equals("open") ? new Found.None() : new Found.Denied();
            List<Found> answers = new ArrayList<>();
            questions.forEach(q -> answers.add(found.getOrDefault(q.name, other)));
            return answers;
        }
    }
}
