package jforge.question;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * Whether nothing is in a directory; true as well where there is no directory.
 *
 * @param path absolute
 */
public record Emptiness(String path) implements Question<Boolean> {
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<Emptiness, Boolean> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return path;
    }

    private static final class Kind implements QuestionKind<Emptiness, Boolean> {
        @Override
        public String name() {
            return "emptiness";
        }

        @Override
        public String script(List<Emptiness> questions) {
            return """
                    for p in %s; do
                      found=e
                      for f in "$p"/* "$p"/.[!.]* "$p"/..?*; do
                        if [ -e "$f" ] || [ -L "$f" ]; then found=n; break; fi
                      done
                      printf %%s "$found"
                    done
                    printf '\\n'
                    """.formatted(
                            Sh.words(questions.stream().map(Emptiness::path).collect(Collectors.toList())));
        }

        @Override
        public List<Boolean> read(List<Emptiness> questions, byte[] bytes) throws UnreadableException {
            Frame frame = new Frame(bytes);
            List<Boolean> answers = new ArrayList<>();
            for (char flag : frame.flags(questions.size()).toCharArray()) {
                answers.add(flag == 'e');
            }
            frame.end();
            return answers;
        }
    }
}
