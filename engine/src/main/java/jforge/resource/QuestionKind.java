package jforge.resource;

import java.util.List;

/**
 * A way to look: the shell that asks and the reader of what it prints, side by side. The engine asks all questions of a
 * kind at once.
 *
 * <p>The script is read-only, and prints the same bytes when asked twice on a host where nothing that counts changed: no
 * time, counter, process id, or listing that wanders.
 *
 * @param <Q> the questions
 * @param <A> the answer to each
 */
public interface QuestionKind<Q extends Question<A>, A> {
    /** The name of its frame, letters, digits and dashes: "stat". */
    String name();

    /**
     * What it may write on a host besides nothing: its tool's own log or socket, as path prefixes. A test holds it to that.
     */
    default List<String> touches() {
        return List.of();
    }

    /** @param questions sorted, without repetition, some hundreds at most */
    String script(List<Q> questions);

    /**
     * @param questions those that {@link #script} was made of
     * @param frame what it printed
     * @return an answer each, in the questions' order
     * @throws UnreadableException if the frame is not what the script prints: the tool failed, or the host changed meanwhile
     */
    List<A> read(List<Q> questions, byte[] frame) throws UnreadableException;
}
