package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** Whether a run died while a group of files was put in place. */
record GroupOwed(String name) implements Question<Boolean> {
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<GroupOwed, Boolean> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return name;
    }

    private static final class Kind implements QuestionKind<GroupOwed, Boolean> {
        @Override
        public String name() {
            return "group-owed";
        }

        @Override
        public String script(List<GroupOwed> questions) {
            String names = Sh.words(questions.stream().map(GroupOwed::name).collect(Collectors.toList()));
            return """
                    for n in %s; do
                      g=$STATE/groups/$n
                      if [ -e "$g" ] || [ -e "$g.new" ] || [ -e "$g.old" ]; then echo owed; else echo none; fi
                    done
                    """.formatted(names);
        }

        @Override
        public List<Boolean> read(List<GroupOwed> questions, byte[] frame) throws UnreadableException {
            List<Boolean> answers = new ArrayList<>();
            for (String word : new String(frame, java.nio.charset.StandardCharsets.US_ASCII).split("\n")) {
                if (!word.equals("owed") && !word.equals("none")) {
                    throw new UnreadableException("not a word of its own: " + word);
                }
                answers.add(word.equals("owed"));
            }
            if (answers.size() != questions.size()) {
                throw new UnreadableException("expected " + questions.size() + " words");
            }
            return answers;
        }
    }
}
