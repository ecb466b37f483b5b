package jforge.observe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.transport.Shell;

/** The questions for one host, equal ones asked once, those of a kind together. */
public final class Interview {
    /** Keeps a script's commands below every system's argument limit (128 KiB for one, 2 MiB in all). */
    private static final int CHUNK_BYTES = 60_000;

    private static final int CHUNK_QUESTIONS = 300;

    private final List<Frame<?, ?>> frames;

    /** One kind's questions, as many as one command can take. */
    record Frame<Q extends Question<A>, A>(String name, QuestionKind<Q, A> kind, List<Q> questions, String script) {}

    private Interview(List<Frame<?, ?>> frames) {
        this.frames = List.copyOf(frames);
    }

    /** @param questions in any order, with repetitions */
    public static Interview of(Collection<Question<?>> questions) {
        Map<String, Map<Class<?>, List<Question<?>>>> byKind = new TreeMap<>();
        for (Question<?> question : new LinkedHashSet<>(questions)) {
            byKind.computeIfAbsent(question.kind().name(), k -> new LinkedHashMap<>())
                    .computeIfAbsent(question.kind().getClass(), k -> new ArrayList<>())
                    .add(question);
        }
        List<Frame<?, ?>> frames = new ArrayList<>();
        byKind.forEach((name, kinds) -> {
            if (kinds.size() > 1) {
                throw new IllegalStateException(
                        "two kinds of questions have one name: " + name + " of " + kinds.keySet());
            }
            kinds.values().forEach(same -> frames.addAll(frames(same)));
        });
        return new Interview(frames);
    }

    /** @return whether there is nothing to ask */
    public boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Every kind asked, by name. */
    public List<QuestionKind<?, ?>> kinds() {
        Map<String, QuestionKind<?, ?>> kinds = new LinkedHashMap<>();
        frames.forEach(f -> kinds.put(f.kind().name(), f.kind()));
        return List.copyOf(kinds.values());
    }

    /** The whole script: a frame a chunk, each in a subshell of its own. */
    public String script() {
        StringBuilder script = new StringBuilder();
        for (Frame<?, ?> frame : frames) {
            script.append("begin ").append(frame.name()).append("\n(\n");
            script.append(frame.script());
            script.append("\n)\nend $?\n");
        }
        return script.toString();
    }

    /**
     * Asks: one round trip.
     *
     * @throws IOException if the host is lost
     */
    public Observation ask(Shell shell) throws IOException {
        Map<String, Observation.Reply> replies = new LinkedHashMap<>();
        Shell.Result result =
                shell.run(script(), (name, body, word) -> replies.put(name, new Observation.Reply(body, word)));
        return Observation.of(frames, replies, result.errors());
    }

    /** All of one name are of one kind: {@link #of} grouped them. */
    @SuppressWarnings("unchecked")
    private static <Q extends Question<A>, A> List<Frame<?, ?>> frames(List<Question<?>> same) {
        List<Q> questions = new ArrayList<>();
        same.forEach(q -> questions.add((Q) q));
        questions.sort(Comparator.comparing(Question::sortKey));
        QuestionKind<Q, A> kind = (QuestionKind<Q, A>) questions.get(0).kind();
        List<Frame<?, ?>> frames = new ArrayList<>();
        split(kind, questions, frames);
        return frames;
    }

    private static <Q extends Question<A>, A> void split(
            QuestionKind<Q, A> kind, List<Q> questions, List<Frame<?, ?>> into) {
        String script = questions.size() > CHUNK_QUESTIONS ? "" : kind.script(questions);
        if (questions.size() > CHUNK_QUESTIONS || script.length() > CHUNK_BYTES && questions.size() > 1) {
            int half = questions.size() / 2;
            split(kind, questions.subList(0, half), into);
            split(kind, questions.subList(half, questions.size()), into);
            return;
        }
        into.add(new Frame<>(kind.name() + "." + into.size(), kind, List.copyOf(questions), script));
    }
}
