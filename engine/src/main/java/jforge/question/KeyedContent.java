package jforge.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * The digest of a key followed by a regular file's content: all that leaves a host of what may be secret. Empty where no
 * regular file that can be read is there.
 *
 * @param path absolute
 * @param key differs by resource, so that equal secrets in two files don't show as equal; hex digits
 */
public record KeyedContent(String path, String key) implements Question<Optional<String>> {
    private static final Kind KIND = new Kind();

    /** The key for what a label names: the same in every run, since the plan compares by it. */
    public static String keyOf(String label) {
        return Digest.of("jforge" + label).substring(0, 32);
    }

    /** What {@link KeyedContent} answers for this content. */
    public static String digest(String key, String content) {
        return Digest.of(key + content);
    }

    @Override
    public QuestionKind<KeyedContent, Optional<String>> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return path + "\0" + key;
    }

    private static final class Kind implements QuestionKind<KeyedContent, Optional<String>> {
        @Override
        public String name() {
            return "keyed-content";
        }

        @Override
        public String script(List<KeyedContent> questions) {
            return """
                    for q in %s; do
                      p=${q#*:}
                      if [ -f "$p" ] && [ -r "$p" ]; then
                        sum=$({ { printf %%s "${q%%%%:*}" && cat -- "$p" || echo failed >&3; } | sha256sum; } 3>&1) || exit
                        case $sum in *failed*) exit 1 ;; esac
                        printf '%%s\\n' "${sum%%%% *}"
                      else
                        printf 'none\\n'
                      fi
                    done
                    """.formatted(Sh.words(
                    questions.stream().map(q -> q.key + ":" + q.path).collect(Collectors.toList())));
        }

        @Override
        public List<Optional<String>> read(List<KeyedContent> questions, byte[] bytes) throws UnreadableException {
            Frame frame = new Frame(bytes);
            List<Optional<String>> answers = new ArrayList<>();
            for (String line : frame.lines(questions.size())) {
                answers.add(line.equals("none") ? Optional.empty() : Optional.of(line));
            }
            frame.end();
            return answers;
        }
    }
}
