package jforge.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jforge.exec.Execution;
import jforge.exec.Ran;
import jforge.explain.Explanation;
import jforge.plan.Event;
import jforge.plan.Plan;
import jforge.resource.Report;
import jforge.survey.Surveyed;
import org.jspecify.annotations.Nullable;

/**
 * What the command asks of the engine. Every call may throw {@link jforge.source.InventoryException} for what the user
 * wrote and {@link Trouble} for what else a user can mend; anything else is a fault of jforge.
 */
interface Runs {
    /** Reads and validates; touches no host. */
    Checked check(Request request);

    /** Looks at the hosts; changes nothing. */
    Planned plan(Request request);

    /** What the hosts are. */
    Facts facts(Request request);

    /**
     * Runs a command on the hosts, outside of any plan.
     *
     * @return one for each selected host
     */
    List<Ran> exec(Request request, Execution execution);

    /**
     * How what a section declared is at this moment.
     *
     * @return one for each selected host
     */
    List<Surveyed> survey(Request request, Report report);

    /** Where a value or a resource of a host comes from; asks the host only for what a section tells. */
    Explanation explain(Request request, String host, String name);

    /** Makes a disposable host of each sandbox in the inventory; says what it does. */
    void sandboxUp(Request request, Consumer<String> say);

    /** Takes away the sandboxes of the inventory, all of them without one. */
    void sandboxDown(@Nullable Path inventory, Consumer<String> say);

    /** A line for each sandbox. */
    List<String> sandboxes();

    record Checked(String inventory, int hosts, int resources) {}

    /** @param facts by host, then by name, in the order to show; an unreachable host has none; text, whole numbers and lists of text */
    record Facts(Map<String, Map<String, Object>> facts, Map<String, String> unreachable) {}

    /** A plan with the connections that made it. Closing closes them. */
    interface Planned extends AutoCloseable {
        Plan plan();

        /** How long looking took. */
        Duration looked();

        /**
         * Makes the plan, and returns when all hosts have ended.
         *
         * @param events takes what happens as it happens, from any thread
         */
        Applied apply(Consumer<Event> events);

        /** From any thread: what runs is finished, nothing else is begun. Before {@link #apply} it makes that do nothing. */
        void stop();

        @Override
        void close();
    }

    /** @param verified what comparing again found; null where it was not done: stopped, or nobody left to ask */
    record Applied(@Nullable Plan verified) {}
}
