package jforge.looking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jforge.facts.Facts;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * One kind's questions.
 *
 * @param script without the frame around it
 * @param touches what the kind says it may write
 * @param reader takes a frame apart
 */
record Asked(String kind, String script, List<String> touches, Reader reader) {
    /** Reads a frame, or says that it can't be read. */
    interface Reader {
        Object read(byte[] frame) throws UnreadableException;
    }

    /** @param questions in any order, with repetitions; one element a kind comes out, in the order of names */
    static List<Asked> of(Iterable<Question<?>> questions) {
        Map<QuestionKind<?, ?>, Set<Question<?>>> byKind = new LinkedHashMap<>();
        questions.forEach(q ->
                byKind.computeIfAbsent(q.kind(), k -> new LinkedHashSet<>()).add(q));
        List<Asked> asked = new ArrayList<>();
        byKind.values().forEach(same -> asked.add(same(same)));
        asked.sort(Comparator.comparing(Asked::kind));
        return asked;
    }

    static Asked facts() {
        String framed = Facts.script();
        int start = framed.indexOf("begin " + Facts.FRAME + "\n");
        int end = framed.lastIndexOf("end $?");
        if (start != 0 || end < 0) {
            throw new AssertionError("the facts' script is framed in another way");
        }
        String script = framed.substring(framed.indexOf('\n') + 1, end);
        return new Asked(Facts.FRAME, script, List.of(), Facts::read);
    }

    /** All of one kind: {@link #of} grouped them. */
    @SuppressWarnings("unchecked")
    private static <Q extends Question<A>, A> Asked same(Set<Question<?>> same) {
        List<Q> questions = new ArrayList<>();
        same.forEach(q -> questions.add((Q) q));
        questions.sort(Comparator.comparing(Question::sortKey));
        QuestionKind<Q, A> kind = (QuestionKind<Q, A>) questions.get(0).kind();
        return new Asked(kind.name(), kind.script(questions), kind.touches(), frame -> kind.read(questions, frame));
    }

    /** The same on a host that lacks something, as far as the script can see. */
    Asked where(String condition, String path, String missing) {
        if (!script.contains(path)) {
            throw new AssertionError(kind + " doesn't look at " + path);
        }
        return new Asked(kind + "." + condition, script.replace(path, missing), touches, reader);
    }

    /** The script within its frame. */
    String framed(String before) {
        return "begin " + kind + "\n(\n" + before + script + "\n)\nend $?\n";
    }
}
