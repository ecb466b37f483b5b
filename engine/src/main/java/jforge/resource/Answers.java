package jforge.resource;

/** What a host answered. */
public interface Answers {
    /**
     * @throws IllegalArgumentException if the question was not among the type's {@link ResourceType#questions}
     * @throws LeftOutException if it is a probe, and the plan is made without probes
     * @throws NoAnswerException if the host could not answer it: the engine refuses the resource with the reason
     */
    <A> A get(Question<A> question);

    /** The host could not answer. */
    final class NoAnswerException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NoAnswerException(String reason) {
            super(reason);
        }
    }

    /** The question is a probe, and was not asked. */
    final class LeftOutException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public LeftOutException() {
            super("its probe was left out");
        }
    }
}
