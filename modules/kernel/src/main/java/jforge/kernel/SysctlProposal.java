package jforge.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jforge.kernel.BootFacet.Against;
import jforge.kernel.KernelSetting.Access;
import jforge.kernel.KernelSetting.Running;
import jforge.kernel.OwnFile.Form;
import jforge.kernel.SysctlType.Desired;
import jforge.kernel.SysctlType.State;
import jforge.plan.Danger;
import jforge.plan.Value;
import jforge.resource.Proposal;
import jforge.resource.Seen;
import jforge.resource.Steps;
import org.jspecify.annotations.Nullable;

/** From what was seen of one setting to what is wanted. */
final class SysctlProposal {
    private final Desired desired;
    private final SysctlKey key;
    private final Aim aim;
    private final Seen<State> seen;
    private final @Nullable State state;

    SysctlProposal(Desired desired, Seen<State> seen) {
        this.desired = desired;
        this.key = desired.name();
        this.aim = desired.aim();
        this.seen = seen;
        this.state = seen.state();
    }

    Proposal make() {
        if (state == null && desired.adopt()) {
            return new Proposal.Defer(
                    "which lines of other files are to be commented out can't be told before that change: run again");
        }
        Steps<State> steps =
                seen.steps().cutsPath(KeyTable.CUTTING.get(desired.key()).isPresent());
        new SysctlGuards(desired).add(state, steps);
        desired.notes().forEach(steps::note);
        SysctlNotes.add(desired, state, steps);
        aim.runtime()
                .filter(v -> state == null || state.running().isPresent())
                .ifPresent(v -> steps.compare("runtime", s -> runtime(s, v), Value.of(v)));
        Value boot =
                aim.line().map(v -> Value.of(v + " (" + desired.file() + ")")).orElse(Value.absent());
        steps.compare("boot", s -> boot(s, boot), boot);
        for (Against one : against()) {
            steps.compare(one.at().toString(), s -> Value.of(one.text()), Value.of("# " + one.text()));
        }
        boolean global = state != null && state.confinement().isGlobal(key);
        return steps.run(SysctlScript.one(desired.file(), row(), comments()), global ? Danger.RISKY : Danger.NONE)
                .list();
    }

    SysctlScript.Row row() {
        Optional<String> runtime =
                aim.runtime().filter(v -> state == null || state.running().isPresent());
        return new SysctlScript.Row(key, aim.line(), runtime, runtime.isPresent() && !runs(desired, state));
    }

    /** By file and line, what is to be commented out. */
    List<Map.Entry<String, String>> comments() {
        return against().stream().map(a -> Map.entry(a.real(), a.text())).toList();
    }

    private List<Against> against() {
        return state == null || !desired.adopt() ? List.of() : state.boot().against();
    }

    /** Whether the kernel has what is wanted, or what it is known to make of it. */
    static boolean runs(Desired desired, @Nullable State state) {
        Optional<String> wanted = desired.aim().runtime();
        if (wanted.isEmpty() || state == null) {
            return wanted.isEmpty();
        }
        String value = state.running().map(Running::value).orElse("");
        return CanonicalValue.of(desired.name(), value).equals(CanonicalValue.of(desired.name(), wanted.get()))
                || state.kept().stored(wanted.get()).filter(value::equals).isPresent();
    }

    /** Whether our file says what it has to, and has the last word. */
    static boolean isKept(Desired desired, State state) {
        return desired.aim()
                .line()
                .map(v -> state.kept().isJust(v) && state.boot().against().isEmpty())
                .orElse(state.kept().isNone());
    }

    /** Whether something is to do, or would be. */
    static boolean differs(Desired desired, State state) {
        return !isKept(desired, state)
                || !runs(desired, state) && state.running().isPresent();
    }

    private Value runtime(State s, String wanted) {
        if (runs(desired, s)) {
            return Value.of(wanted);
        }
        Running running = s.running().orElseThrow();
        if (running.access() == Access.WRITE_ONLY) {
            return Value.unknown();
        }
        String canonical = CanonicalValue.of(key, running.value());
        boolean stray = s.boot().now().isPresent() && !s.boot().value().equals(Optional.of(canonical));
        return Value.of(running.value() + (stray ? " (no file says so)" : ""));
    }

    private Value boot(State s, Value wanted) {
        if (isKept(desired, s)) {
            return wanted;
        }
        Optional<String> now = s.boot().now();
        if (now.isEmpty() && s.form() == Form.FILE && !s.kept().values().isEmpty()) {
            now = Optional.of(s.kept().values().get(s.kept().values().size() - 1) + " (" + desired.file() + ")");
        }
        return now.map(Value::of).orElse(aim.isAbsent() ? Value.of("a note (" + desired.file() + ")") : Value.absent());
    }
}
