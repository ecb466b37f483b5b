package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** Whether the host has a program. */
record Program(String name) implements Question<Boolean> {
    private static final QuestionKind<Program, Boolean> KIND = new Kind();

    @Override
    public QuestionKind<Program, Boolean> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return name;
    }

    private static final class Kind implements QuestionKind<Program, Boolean> {
        @Override
        public String name() {
            return "program";
        }

        @Override
        public String script(List<Program> questions) {
            return """
                    # shellcheck disable=SC2043 # one is a list too
                    for p in %s; do
                      if command -v "$p" >/dev/null; then printf y; else printf n; fi
                    done
                    printf '\\n'
                    """.formatted(Sh.words(questions.stream().map(Program::name).collect(Collectors.toList())));
        }

        @Override
        public List<Boolean> read(List<Program> questions, byte[] frame) throws UnreadableException {
            String flags = Lines.text(frame).strip();
            if (flags.length() != questions.size()) {
                throw new UnreadableException("a letter a program expected");
            }
            List<Boolean> answers = new ArrayList<>();
            for (char flag : flags.toCharArray()) {
                answers.add(flag == 'y');
            }
            return answers;
        }
    }
}
