package jforge.question;

import java.util.ArrayList;
import java.util.List;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * The lines of a file that equal a line or match a pattern; a symbolic link counts as what it leads to.
 *
 * @param path absolute
 * @param line without its newline
 * @param pattern a POSIX extended regular expression; empty for none
 */
public record MatchingLines(String path, String line, String pattern) implements Question<MatchingLines.Found> {
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<MatchingLines, Found> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return path + "\0" + line + "\0" + pattern;
    }

    /** The answer. */
    public sealed interface Found {}

    /** No regular file that can be read is there. */
    public record NoFile() implements Found {}

    /** The host's awk does not take the pattern. */
    public record BadPattern() implements Found {}

    /** @param lines in the file's order, the first twenty */
    public record Lines(long count, List<String> lines) implements Found {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    private static final class Kind implements QuestionKind<MatchingLines, Found> {
        private static final int MOST = 20;

        @Override
        public String name() {
            return "matching-lines";
        }

        @Override
        public String script(List<MatchingLines> questions) {
            // The appended "" makes awk compare text: "1.0" and "1" are one number. The pattern is tried at the
            // beginning,
            // so that a bad one shows with an empty file too.
            StringBuilder script = new StringBuilder("""
                    l() {
                      if [ ! -f "$1" ] || [ ! -r "$1" ]; then
                        printf 'n\\n'
                        return
                      fi
                      found=$(jforge_line=$2 jforge_match=$3 awk '
                        BEGIN { l = ENVIRON["jforge_line"] ""; m = ENVIRON["jforge_match"]; if ("" ~ m) n = 0 }
                        $0 "" == l || m != "" && $0 ~ m { if (++n <= %d) found = found "\\n" $0 }
                        END { printf "%%d%%s", n, found }
                      ' <"$1" 2>/dev/null && printf .) || {
                        status=$?
                        [ "$status" -le 2 ] || exit "$status"
                        found=x.
                      }
                      printf '%%s\\n' "${found%%.}"
                    }
                    """.formatted(MOST));
            for (MatchingLines question : questions) {
                script.append("l ").append(Sh.words(List.of(question.path, question.line, question.pattern)));
                script.append('\n');
            }
            return script.toString();
        }

        @Override
        public List<Found> read(List<MatchingLines> questions, byte[] bytes) throws UnreadableException {
            Frame frame = new Frame(bytes);
            List<Found> answers = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                String count = frame.line();
                switch (count) {
                    case "n" -> answers.add(new NoFile());
                    case "x" -> answers.add(new BadPattern());
                    default -> {
                        long number = Frame.number(count);
                        answers.add(new Lines(number, frame.lines((int) Math.min(MOST, number))));
                    }
                }
            }
            frame.end();
            return answers;
        }
    }
}
