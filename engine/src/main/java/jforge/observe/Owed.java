package jforge.observe;

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
 * Whether an effect is owed from an earlier run: the answer is what its marker says, empty where there is none.
 *
 * @param marker a file name below the ledger's {@code owed/}
 */
public record Owed(String marker) implements Question<Optional<String>> {
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<Owed, Optional<String>> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return marker;
    }

    private static final class Kind implements QuestionKind<Owed, Optional<String>> {
        @Override
        public String name() {
            return "owed";
        }

        @Override
        public String script(List<Owed> questions) {
            String markers = Sh.words(questions.stream().map(Owed::marker).collect(Collectors.toList()));
            return """
                    for m in %s; do
                      v=
                      [ -r "$STATE/owed/$m" ] && IFS= read -r v <"$STATE/owed/$m"
                      printf '%%s\\n' "$v"
                    done
                    """.formatted(markers);
        }

        @Override
        public List<Optional<String>> read(List<Owed> questions, byte[] frame) throws UnreadableException {
            String[] lines = new String(frame, StandardCharsets.UTF_8).split("\n", -1);
            if (lines.length != questions.size() + 1) {
                throw new UnreadableException("expected " + questions.size() + " lines of markers");
            }
            List<Optional<String>> answers = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                // "TOKEN REASON": who wrote it is of no interest to a reader
                String line = lines[i];
                answers.add(line.isEmpty() ? Optional.empty() : Optional.of(line.substring(line.indexOf(' ') + 1)));
            }
            return answers;
        }
    }
}
