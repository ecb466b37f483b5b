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
 * The digest of a key and a regular file's content: all that leaves a host of what may be secret. Empty where no regular
 * file that can be read is there.
 *
 * @param path absolute
 * @param key differs by resource, so that equal secrets in two files don't show as equal; hex digits
 * @param sha256 of the wanted content, 64 hex digits; stays here
 */
public record KeyedContent(String path, String key, String sha256) implements Question<Optional<String>> {
    private static final Kind KIND = new Kind();

    /** The key for what a label names: the same in every run, since the plan compares by it. */
    public static String keyOf(String label) {
        return Digest.of("jforge" + label).substring(0, 32);
    }

    /** What it answers where the wanted content is there. */
    public String wanted() {
        return Digest.of(item());
    }

    /** What is digested: the content's own digest behind the key, so that the host reads all files in one process. */
    private String item() {
        return key + sha256 + "\n";
    }

    @Override
    public QuestionKind<KeyedContent, Optional<String>> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return path + "\0" + key + "\0" + sha256;
    }

    /** Without the digest of what may be secret. */
    @Override
    public String toString() {
        return "KeyedContent[path=" + path + "]";
    }

    private static final class Kind implements QuestionKind<KeyedContent, Optional<String>> {
        @Override
        public String name() {
            return "keyed-content";
        }

        /** One digest over all tells whether all are as wanted; only where they aren't is each told. */
        @Override
        public String script(List<KeyedContent> questions) {
            // sha256sum writes such a name over several lines, or marks its line: those are read from standard input.
            boolean odd = questions.stream().anyMatch(q -> q.path.contains("\n") || q.path.contains("\\"));
            return """
                    set --
                    keys='' all=''
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
                      all=$all${keys%%%%"$nl"*}${sums%%%%[!0-9a-f]*}$nl
                      keys=${keys#*"$nl"}
                      sums=${sums#*"$nl"}
                    done
                    digest() {
                      sum=$(printf '%%s\\n' "$1" | sha256sum) || exit
                      sum=${sum%%%% *}
                    }
                    digest "${all%%"$nl"}"
                    if [ "$sum" = %s ]; then
                      printf 's\\n'
                      exit
                    fi
                    printf 'd\\n'
                    while [ -n "$all" ]; do
                      digest "${all%%%%"$nl"*}"
                      all=${all#*"$nl"}
                      printf '%%s\\n' "$sum"
                    done
                    """.formatted(
                    Sh.words(questions.stream().map(q -> q.key + ":" + q.path).toList()),
                    odd ? "for p; do sha256sum <\"$p\" || exit; done" : "sha256sum -- \"$@\"",
                    Digest.of(questions.stream().map(KeyedContent::item).collect(Collectors.joining())));
        }

        @Override
        public List<Optional<String>> read(List<KeyedContent> questions, byte[] bytes) throws UnreadableException {
            Frame frame = new Frame(bytes);
            String there = frame.flags(questions.size());
            boolean same = there.indexOf('f') >= 0 && frame.flags(1).equals("s");
            List<Optional<String>> answers = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                if (there.charAt(i) == 'n') {
                    answers.add(Optional.empty());
                } else {
                    answers.add(Optional.of(same ? questions.get(i).wanted() : frame.line()));
                }
            }
            frame.end();
            return answers;
        }
    }
}
