package jforge.resource;

import java.util.List;
import jforge.plan.Ref;

/**
 * A look across types: whether what is declared on a host fits together, and fits what is there. Every method is pure, as a
 * {@link ResourceType}'s are.
 *
 * <p>An implementation is a public final class with {@code @AutoService(CrossCheck.class)}; nothing else names it.
 */
public interface CrossCheck {
    /** What must be known of the host; asked together with the questions of its resources. None where nothing is to be checked. */
    List<Question<?>> questions(Neighbours declared);

    /**
     * What doesn't fit.
     *
     * @param declared all of the host, as for {@link #questions}
     * @param answers to those questions; where the host could not answer one, and the exception is let through, the check
     *     finds nothing
     */
    List<Finding> findings(Neighbours declared, Answers answers);

    /**
     * @param on a declared resource of the host, which shows it
     * @param text one sentence, lower case: what doesn't fit, both places, and what to do
     */
    record Finding(Ref on, Level level, String text) {}

    /** What a finding means for the resource. */
    enum Level {
        /** It is shown, and the resource is made nevertheless. */
        WARNING,
        /** The resource is refused, with the text as the reason. */
        REFUSED
    }
}
