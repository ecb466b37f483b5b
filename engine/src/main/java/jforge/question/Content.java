package jforge.question;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * Whether a regular file's content is what is wanted; a symbolic link counts as what it leads to. Content that differs
 * comes along where it is text of at most 64 KB, up to 4 MB a script. Not for secret content: {@link KeyedContent}.
 *
 * @param path absolute
 * @param sha256 of the wanted content, 64 hex digits
 */
public record Content(String path, String sha256) implements Question<Content.Found> {
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<Content, Found> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return path + "\0" + sha256;
    }

    /** The answer. */
    public sealed interface Found {}

    /** No regular file that can be read is there. */
    public record Nothing() implements Found {}

    public record Same() implements Found {}

    /**
     * @param sha256 of what is there, 64 hex digits
     * @param size in bytes
     * @param text empty where it is too large or no UTF-8
     */
    public record Different(String sha256, long size, Optional<String> text) implements Found {}

    private static final class Kind implements QuestionKind<Content, Found> {
        private static final int MOST_A_FILE = 64 << 10;
        private static final int MOST_IN_ALL = 4 << 20;

        @Override
        public String name() {
            return "content";
        }

        @Override
        public String script(List<Content> questions) {
            // sha256sum writes such a name over several lines, or marks its line: those are read from standard input.
            boolean odd = questions.stream().anyMatch(q -> q.path.contains("\n") || q.path.contains("\\"));
            return """
                    set --
                    wanted='' different='' total=0
                    nl='
                    '
                    for q in %s; do
                      p=${q#*:}
                      if [ -f "$p" ] && [ -r "$p" ]; then
                        printf f
                        wanted=$wanted${q%%%%:*}$nl
                        set -- "$@" "$p"
                      else
                        printf n
                      fi
                    done
                    printf '\\n'
                    [ $# -gt 0 ] || exit 0
                    sums=$(%s) || exit
                    sums=$sums$nl
                    for p; do
                      shift
                      sum=${sums%%%%[!0-9a-f]*}
                      sums=${sums#*"$nl"}
                      if [ "$sum" = "${wanted%%%%"$nl"*}" ]; then
                        printf s
                      else
                        printf d
                        different=$different$sum$nl
                        set -- "$@" "$p"
                      fi
                      wanted=${wanted#*"$nl"}
                    done
                    printf '\\n%%s' "$different"
                    [ $# -gt 0 ] || exit 0
                    sizes=$(stat -L -c %%s -- "$@") || exit
                    printf '%%s\\n' "$sizes"
                    sizes=$sizes$nl
                    for p; do
                      shift
                      size=${sizes%%%%"$nl"*}
                      sizes=${sizes#*"$nl"}
                      if [ "$size" -le %d ] && [ $((total + size)) -le %d ]; then
                        total=$((total + size))
                        set -- "$@" "$p"
                      fi
                    done
                    [ $# -eq 0 ] || cat -- "$@"
                    """.formatted(
                    Sh.words(
                            questions.stream().map(q -> q.sha256 + ":" + q.path).collect(Collectors.toList())),
                    odd ? "for p; do sha256sum <\"$p\" || exit; done" : "sha256sum -- \"$@\"",
                    MOST_A_FILE,
                    MOST_IN_ALL);
        }

        @Override
        public List<Found> read(List<Content> questions, byte[] bytes) throws UnreadableException {
            Frame frame = new Frame(bytes);
            String there = frame.flags(questions.size());
            int files = count(there, 'f');
            String same = files == 0 ? "" : frame.flags(files);
            List<Different> different = different(frame, count(same, 'd'));
            frame.end();
            List<Found> answers = new ArrayList<>();
            int file = 0;
            int other = 0;
            for (char flag : there.toCharArray()) {
                if (flag == 'n') {
                    answers.add(new Nothing());
                } else {
                    answers.add(same.charAt(file++) == 's' ? new Same() : different.get(other++));
                }
            }
            return answers;
        }

        private static List<Different> different(Frame frame, int count) throws UnreadableException {
            List<String> sums = frame.lines(count);
            List<String> sizes = frame.lines(count);
            List<Different> different = new ArrayList<>();
            long total = 0;
            for (int i = 0; i < count; i++) {
                long size = Frame.number(sizes.get(i));
                Optional<String> text = Optional.empty();
                if (size <= MOST_A_FILE && total + size <= MOST_IN_ALL) {
                    total += size;
                    text = text(frame.take((int) size), sums.get(i));
                }
                different.add(new Different(sums.get(i), size, text));
            }
            return different;
        }

        private static Optional<String> text(byte[] bytes, String sha256) throws UnreadableException {
            if (!Digest.of(bytes).equals(sha256)) {
                throw new UnreadableException("a file changed while it was read");
            }
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
            } catch (CharacterCodingException e) {
                return Optional.empty();
            }
        }

        private static int count(String flags, char flag) {
            return (int) flags.chars().filter(c -> c == flag).count();
        }
    }
}
