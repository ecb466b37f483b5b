package jforge.resource;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a resource: its state, or nothing yet, because a pending change will alter it.
 *
 * @param <S> the type's record of what it sees
 */
public final class Seen<S> {
    private final @Nullable S state;

    private Seen(@Nullable S state) {
        this.state = state;
    }

    public static <S> Seen<S> of(S state) {
        return new Seen<>(state);
    }

    /** Agrees with nothing: every step is planned, and tests before it changes. */
    public static <S> Seen<S> unknown() {
        return new Seen<>(null);
    }

    /** The state; null when it is unknown. */
    public @Nullable S state() {
        return state;
    }

    /** Begins the steps from here to what is wanted. */
    public Steps<S> steps() {
        return new Steps<>(state);
    }
}
