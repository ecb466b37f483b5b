package jforge.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * How shell of the inventory's own ends: the one way to look that jforge can't vouch for. It is trusted to change nothing;
 * what it prints is thrown away, and it is killed when its time is over. The answer is its exit status, 124 or more where it
 * could not be run or didn't end.
 *
 * @param text run by {@code sh -c}
 * @param user who runs it; empty for the user that looks
 */
public record Probe(String text, Optional<String> user) implements Question<Integer> {
    /** How long one may take. */
    public static final int SECONDS = 30;

    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<Probe, Integer> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return text + "\0" + user.orElse("");
    }

    @Override
    public Optional<String> probe() {
        return Optional.of(text);
    }

    /** Shell that runs it once and ends with its status. */
    public String shell() {
        String run = user.map(u -> "su -s /bin/sh " + Sh.quote(u) + " -c ").orElse("sh -c ") + Sh.quote(text);
        return "if command -v timeout >/dev/null; then\n  timeout -s KILL " + SECONDS + " " + run + "\nelse\n  " + run
                + "\nfi </dev/null >/dev/null 2>&1 8>&- 9<&-";
    }

    private static final class Kind implements QuestionKind<Probe, Integer> {
        @Override
        public String name() {
            return "probe";
        }

        @Override
        public String script(List<Probe> questions) {
            StringBuilder script = new StringBuilder();
            for (Probe question : questions) {
                script.append(question.shell()).append("\necho $?\n");
            }
            return script.toString();
        }

        @Override
        public List<Integer> read(List<Probe> questions, byte[] bytes) throws UnreadableException {
            Frame frame = new Frame(bytes);
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                answers.add((int) Frame.number(frame.line()));
            }
            frame.end();
            return answers;
        }
    }
}
