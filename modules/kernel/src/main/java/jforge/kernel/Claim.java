package jforge.kernel;

import java.util.List;
import java.util.Optional;
import jforge.plan.Note;
import jforge.resource.Fields;
import jforge.source.Mark;

/**
 * What one place of a section says of one setting.
 *
 * @param value folded; empty where the setting is to be absent
 * @param runtime what an absent one is to be until the next boot
 * @param who for eyes: "settings", "absent", "profile legacy-middlebox 1"
 * @param profile its name; empty where the inventory itself says it
 * @param mark where in the inventory
 * @param by the entry
 * @param notes what a plan shows with it
 */
record Claim(
        SysctlKey key,
        Optional<String> value,
        Optional<String> runtime,
        String who,
        Optional<String> profile,
        Mark mark,
        Fields by,
        List<Note> notes) {
    Claim {
        notes = List.copyOf(notes);
    }

    boolean agrees(Claim other) {
        return value.equals(other.value) && runtime.equals(other.runtime);
    }

    /** What it says, for eyes. */
    String says() {
        return value.orElse("absent") + runtime.map(v -> ", " + v + " now").orElse("");
    }

    Origin origin() {
        return new Origin(who, says(), mark);
    }
}
