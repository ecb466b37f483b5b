package jforge.kernel;

import java.util.Optional;
import jforge.kernel.KernelSetting.Running;
import jforge.kernel.SysctlType.Desired;
import jforge.kernel.SysctlType.State;
import jforge.plan.Note;
import jforge.resource.Steps;
import org.jspecify.annotations.Nullable;

/** What is worth knowing of a setting, whether or not there is something to do. */
final class SysctlNotes {
    private SysctlNotes() {}

    static void add(Desired desired, @Nullable State state, Steps<State> steps) {
        if (state == null) {
            return;
        }
        SysctlKey key = desired.name();
        BootFacet boot = state.boot();
        Optional<String> line = desired.aim().line();
        if (line.isEmpty()) {
            if (!state.kept().isNone() && desired.aim().runtime().isEmpty()) {
                state.running()
                        .ifPresent(r -> steps.note(Note.info("the kernel keeps " + r.value() + " until the next boot"
                                + boot.later().map(l -> ", which brings " + l).orElse(""))));
            }
            return;
        }
        if (boot.unread()) {
            steps.note(Note.warning("nothing here applies " + desired.file() + " at boot: it holds until then"));
        } else if (desired.module().isPresent() && !boot.ordered()) {
            steps.note(Note.warning("at risk at boot: nothing here says that the module "
                    + desired.module().get().name() + " is loaded before settings are applied"));
        }
        state.kept()
                .stored(line.get())
                .filter(s ->
                        state.running().map(Running::value).filter(s::equals).isPresent())
                .ifPresent(s -> steps.note(Note.warning("the kernel stores " + s + " for " + line.get())));
        desired.around()
                .all()
                .or(() -> state.all().map(Running::value))
                .flatMap(all -> Combined.is(key) ? Combined.fault(key, line.get(), all) : Optional.empty())
                .ifPresent(why -> steps.note(Note.warning(why)));
        if (state.confinement().isGlobal(key) && SysctlProposal.differs(desired, state)) {
            steps.note(Note.warning("this host is a container, and " + key.dotted()
                    + " is one for the whole machine: it changes for all that run there"));
        }
    }
}
