package jforge.observe;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import jforge.observe.Interview.Frame;
import jforge.plan.Look;
import jforge.resource.Answers;
import jforge.resource.Question;
import jforge.resource.UnreadableException;
import org.jspecify.annotations.Nullable;

/** What one host answered, and the proof of it. */
public final class Observation implements Answers {
    private final Map<Question<?>, Object> answers = new HashMap<>();
    private final Map<Question<?>, String> silences = new HashMap<>();
    private final List<Look> looks = new ArrayList<>();

    /** @param word the exit status of the frame's script */
    record Reply(byte[] body, String word) {}

    private Observation() {}

    static Observation of(List<Frame<?, ?>> frames, Map<String, Reply> replies, String errors) {
        Observation observation = new Observation();
        for (Frame<?, ?> frame : frames) {
            observation.take(frame, replies.get(frame.name()), errors);
        }
        return observation;
    }

    @Override
    public <A> A get(Question<A> question) {
        String silence = silences.get(question);
        if (silence != null) {
            throw new NoAnswerException(silence);
        }
        @SuppressWarnings("unchecked") // filled from the reader of this question's own kind
        A answer = (A) answers.get(question);
        if (answer == null && question.probe().isPresent()) {
            throw new LeftOutException();
        }
        if (answer == null) {
            throw new IllegalArgumentException("not asked: " + question);
        }
        return answer;
    }

    /** Each frame with the digest of what it printed, in the order asked. */
    public List<Look> looks() {
        return List.copyOf(looks);
    }

    private <Q extends Question<A>, A> void take(Frame<Q, A> frame, @Nullable Reply reply, String errors) {
        if (reply == null) {
            silent(frame, "it printed no frame", errors);
            return;
        }
        looks.add(new Look(frame.kind().name(), frame.script(), sha256(reply.body())));
        if (!reply.word().equals("0")) {
            silent(frame, "exit status " + reply.word(), errors);
            return;
        }
        try {
            List<A> read = frame.kind().read(frame.questions(), reply.body());
            for (int i = 0; i < read.size(); i++) {
                answers.put(frame.questions().get(i), read.get(i));
            }
        } catch (UnreadableException e) {
            silent(frame, e.getMessage() == null ? "unreadable" : e.getMessage(), errors);
        }
    }

    private void silent(Frame<?, ?> frame, String why, String errors) {
        String said = errors.isBlank() ? "" : "; the host said: " + errors.strip();
        frame.questions()
                .forEach(q -> silences.put(q, "looking failed (" + frame.kind().name() + ": " + why + ")" + said));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
