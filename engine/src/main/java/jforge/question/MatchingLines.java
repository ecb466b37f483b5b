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

        /**
         * One awk for all: what is asked travels in the environment, since awk undoes backslashes in an argument. It reads
         * a file anew for each question, so that it holds no file whole. Only where it fails is each asked alone.
         */
        @Override
        public String script(List<MatchingLines> questions) {
            StringBuilder script = new StringBuilder("""
                    some=''
                    q() {
                      if [ -f "$2" ] && [ -r "$2" ]; then
                        printf f
                        some="$some $1"
                        export "jforge_p$1=$2" "jforge_l$1=$3" "jforge_m$1=$4"
                      else
                        printf n
                      fi
                    }
                    """);
            for (int i = 0; i < questions.size(); i++) {
                MatchingLines question = questions.get(i);
                script.append("q ").append(i).append(' ');
                script.append(Sh.words(List.of(question.path, question.line, question.pattern)));
                script.append('\n');
            }
            return script.append(FIND).toString();
        }

        /**
         * The appended "" makes awk compare text: "1.0" and "1" are one number. The pattern is tried at the beginning, so
         * that a bad one shows with an empty file too.
         */
        private static final String FIND = """
                printf '\\n'
                [ -n "$some" ] || exit 0
                find_lines() {
                  jforge_some=$1 awk '
                    function found(p, l, m,  row, n, text, r) {
                      if ("" ~ m) n = 0
                      while ((r = (getline row <p)) > 0)
                        if (row "" == l || m != "" && row ~ m) { if (++n <= %d) text = text "\\n" row }
                      if (r < 0) exit 3
                      close(p)
                      printf "%%d%%s\\n", n, text
                    }
                    BEGIN {
                      count = split(ENVIRON["jforge_some"], some, " ")
                      for (i = 1; i <= count; i++)
                        found(ENVIRON["jforge_p" some[i]], ENVIRON["jforge_l" some[i]] "", ENVIRON["jforge_m" some[i]])
                    }
                  ' 2>/dev/null && printf .
                }
                all=$(find_lines "$some") && { printf %%s "${all%%.}"; exit 0; }
                for i in $some; do
                  all=$(find_lines "$i") || {
                    status=$?
                    [ "$status" -le 2 ] || exit "$status"
                    all='x
                .'
                  }
                  printf %%s "${all%%.}"
                done
                """.formatted(MOST);

        @Override
        public List<Found> read(List<MatchingLines> questions, byte[] bytes) throws UnreadableException {
            Frame frame = new Frame(bytes);
            List<Found> answers = new ArrayList<>();
            for (char flag : frame.flags(questions.size()).toCharArray()) {
                answers.add(flag == 'n' ? new NoFile() : found(frame));
            }
            frame.end();
            return answers;
        }

        private static Found found(Frame frame) throws UnreadableException {
            String count = frame.line();
            if (count.equals("x")) {
                return new BadPattern();
            }
            long number = Frame.number(count);
            return new Lines(number, frame.lines((int) Math.min(MOST, number)));
        }
    }
}
