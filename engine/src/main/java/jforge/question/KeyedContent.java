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
 * The digest of a key followed by that of a regular file's content: all that leaves a host of what may be secret. Empty where no
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
        return Digest.of(key + Digest.of(content));
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

        /**
         * One process reads all files; then two for each, since no tool digests many texts at once. What is wanted is not in
         * the question, for a plan shows a digest of that.
         */
        @Override
        public String script(List<KeyedContent> questions) {
            // sha256sum writes such a name over several lines, or marks its line: those are read from standard input.
            boolean odd = questions.stream().anyMatch(q -> q.path.contains("\n") || q.path.contains("\\"));
            return """
                    set --
                    keys=''
                    nl='
                    '
                    for q in %s; do
                      p=${q#*:}
                      if [ -f "$p" ] && [ -r "$p" ]; then
                        printf f
                        keys=$keys${q%%%%:*}$nl
                        set -- "$@" "$p"
                      else
                        printf n
                      fi
                    done
                    printf '\\n'
                    [ $# -gt 0 ] || exit 0
                    sums=$(%s) || exit
                    sums=$sums$nl
                    while [ -n "$keys" ]; do
                      printf %%s%%s "${keys%%%%"$nl"*}" "${sums%%%%[!0-9a-f]*}" | sha256sum || exit
                      keys=${keys#*"$nl"}
                      sums=${sums#*"$nl"}
                    done
                    """.formatted(
                    Sh.words(questions.stream().map(q -> q.key + ":" + q.path).collect(Collectors.toList())),
                    odd ? "for p; do sha256sum <\"$p\" || exit; done" : "sha256sum -- \"$@\"");
        }

        @Override
        public List<Optional<String>> read(List<KeyedContent> questions, byte[] bytes) throws UnreadableException {
            Frame frame = new Frame(bytes);
            List<Optional<String>> answers = new ArrayList<>();
            for (char flag : frame.flags(questions.size()).toCharArray()) {
                answers.add(flag == 'n' ? Optional.empty() : Optional.of(digest(frame.line())));
            }
            frame.end();
            return answers;
        }

        private static String digest(String line) throws UnreadableException {
            if (!line.matches("[0-9a-f]{64} .*")) {
                throw new UnreadableException("a digest expected, not \"" + line + "\"");
            }
            return line.substring(0, 64);
        }
    }
}
