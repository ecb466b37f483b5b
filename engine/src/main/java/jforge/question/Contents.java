package jforge.question;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * What is in a directory; nothing where there is no directory.
 *
 * @param path absolute
 */
public record Contents(String path) implements Question<Contents.Found> {
    private static final int MOST_NAMED = 5;
    private static final Kind KIND = new Kind();

    /**
     * @param count of the names in it, those below not counted
     * @param first at most five of them, in the order of their bytes, those that begin with a dot last
     */
    public record Found(long count, List<String> first) {
        public Found {
            first = List.copyOf(first);
        }

        public boolean isEmpty() {
            return count == 0;
        }
    }

    @Override
    public QuestionKind<Contents, Found> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return path;
    }

    private static final class Kind implements QuestionKind<Contents, Found> {
        @Override
        public String name() {
            return "contents";
        }

        @Override
        public String script(List<Contents> questions) {
            return """
                    for p in %s; do
                      n=0
                      for f in "$p"/* "$p"/.[!.]* "$p"/..?*; do
                        if [ -e "$f" ] || [ -L "$f" ]; then
                          n=$((n + 1))
                          [ "$n" -gt %d ] || printf '%%s\\0' "${f##*/}"
                        fi
                      done
                      printf '\\0%%d\\n' "$n"
                    done
                    """.formatted(
                            Sh.words(questions.stream().map(Contents::path).collect(Collectors.toList())), MOST_NAMED);
        }

        @Override
        public List<Found> read(List<Contents> questions, byte[] bytes) throws UnreadableException {
            Frame frame = new Frame(bytes);
            List<Found> answers = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                List<String> names = new ArrayList<>();
                for (byte[] name = frame.until((byte) 0); name.length > 0; name = frame.until((byte) 0)) {
                    names.add(Frame.text(name));
                }
                answers.add(new Found(Frame.number(frame.line()), names));
            }
            frame.end();
            return answers;
        }
    }
}
