package jforge.plan;

import org.jspecify.annotations.Nullable;

/** What happens while a plan is applied, as it happens. */
public sealed interface Event {
    String host();

    /** How a step, a resource or an effect ended. */
    enum Outcome {
        /** The command ran and succeeded. */
        CHANGED,
        /** The test found nothing left to do. */
        ALREADY,
        /** The command failed. */
        FAILED,
        /** Not begun: something it requires failed, or the run was stopped. */
        SKIPPED
    }

    /** A resource's steps begin. */
    record Begun(Ref ref) implements Event {
        @Override
        public String host() {
            return ref.host();
        }
    }

    /**
     * A resource's steps, or its effect, ended.
     *
     * @param effect the effect's name; null for the steps themselves
     * @param output what the commands printed; "(withheld)" where a payload is secret
     * @param because of SKIPPED: what stopped it; null elsewhere
     */
    record Ended(
            Ref ref,
            @Nullable String effect,
            Outcome outcome,
            String output,
            @Nullable String because) implements Event {
        @Override
        public String host() {
            return ref.host();
        }
    }

    /** The host is not as it was when the plan was made: nothing was touched. */
    record Stale(String host, String kinds) implements Event {}

    /** Another run holds the host. */
    record Locked(String host, String holder) implements Event {}

    /** The connection was lost or never made; what had begun may have ended there. */
    record Lost(String host, String reason) implements Event {}

    /** All that the plan has for the host was gone through. */
    record Done(String host) implements Event {}
}
