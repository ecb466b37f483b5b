package jforge.resource;

import java.util.Optional;

/**
 * One thing to know of a host: a small record, equal when the same is asked.
 *
 * @param <A> the answer
 */
public interface Question<A> {
    QuestionKind<?, A> kind();

    /** The order in which questions of a kind are asked: stable, and total over unequal questions. */
    String sortKey();

    /** Shell of the inventory's own that it runs; empty for all but a probe. Plans list it, and can be made without. */
    default Optional<String> probe() {
        return Optional.empty();
    }
}
