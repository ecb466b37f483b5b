package jforge.source;

/** What the user wrote can't be used. The message says where, what is wrong, and what to do. */
public final class InventoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Mark mark;
    private final String problem;

    /**
     * @param mark where the fault was written
     * @param problem one sentence, lower case, with the mend where there is one
     */
    public InventoryException(Mark mark, String problem) {
        super(mark + ": " + problem);
        this.mark = mark;
        this.problem = problem;
    }

    public Mark mark() {
        return mark;
    }

    /** The message without its place. */
    public String problem() {
        return problem;
    }
}
