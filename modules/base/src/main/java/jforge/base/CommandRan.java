package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.question.Digest;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * Which text of a command succeeded last on the host, by the note that it left in jforge's directory.
 *
 * @param command its name
 */
record CommandRan(String command) implements Question<String> {
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<CommandRan, String> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return command;
    }

    /**
     * The note's name below {@code $STATE}. In it: the digest of the text, when it began in hundredths of a second of uptime,
     * the start of process 1 to tell that boot from others, and the name for eyes.
     */
    String note() {
        return "ran-" + Digest.of(command).substring(0, 16);
    }

    private static final class Kind implements QuestionKind<CommandRan, String> {
        @Override
        public String name() {
            return "command-ran";
        }

        /** Of each the digest, or a dash where it never did. */
        @Override
        public String script(List<CommandRan> questions) {
            String notes = Sh.words(questions.stream().map(CommandRan::note).collect(Collectors.toList()));
            return """
                    for note in %s; do
                      digest=
                      [ ! -e "$STATE/$note" ] || read -r digest _ <"$STATE/$note"
                      printf '%%s\\n' "${digest:--}"
                    done
                    """.formatted(notes);
        }

        @Override
        public List<String> read(List<CommandRan> questions, byte[] frame) throws UnreadableException {
            List<String> lines = Lines.of(frame);
            if (lines.size() != questions.size()) {
                throw new UnreadableException("expected " + questions.size() + " digests, not " + lines.size());
            }
            return new ArrayList<>(lines);
        }
    }
}
