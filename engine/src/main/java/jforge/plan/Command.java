package jforge.plan;

import java.util.List;

/**
 * POSIX shell that brings about one step, right from any state.
 *
 * <p>Both texts run with these names at hand: {@code payload NAME} prints a payload; {@code $STATE} is jforge's
 * directory on the host; {@code $LOGIN} is by what the session was let in ({@link jforge.transport.Shell}); {@code $SINCE} is, for an effect, when its last trigger changed (hundredths of a second of
 * uptime). A text is quoted through {@link Sh} and holds no secret.
 *
 * @param test exits 0 when there is nothing left to do; cheap, read-only, run first
 * @param change makes it so; exits other than 0 when it failed
 * @param functions definitions of shell functions that both texts may call, sent once however many commands of a host have
 *     this same text; their names begin with their type's, and each has one definition. May be empty
 */
public record Command(String test, String change, List<Payload> payloads, String functions) {
    public Command {
        if (test.isBlank() || change.isBlank()) {
            throw new IllegalArgumentException("a command tests and changes");
        }
        payloads = List.copyOf(payloads);
    }

    public Command(String test, String change, List<Payload> payloads) {
        this(test, change, payloads, "");
    }

    public Command(String test, String change) {
        this(test, change, List.of());
    }
}
