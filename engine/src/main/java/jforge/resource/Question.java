package jforge.resource;

/**
 * One thing to know of a host: a small record, equal when the same is asked.
 *
 * @param <A> the answer
 */
public interface Question<A> {
    QuestionKind<?, A> kind();

    /** The order in which questions of a kind are asked: stable, and total over unequal questions. */
    String sortKey();
}
