package jforge.kernel;

import jforge.kernel.BootFacet.Against;
import jforge.kernel.KernelSetting.Access;
import jforge.kernel.KernelSetting.Running;
import jforge.kernel.OwnFile.Form;
import jforge.kernel.SysctlType.Desired;
import jforge.kernel.SysctlType.State;
import jforge.resource.Steps;
import org.jspecify.annotations.Nullable;

/** Why a setting is left alone. */
final class SysctlGuards {
    private final Desired desired;
    private final SysctlKey key;

    SysctlGuards(Desired desired) {
        this.desired = desired;
        this.key = desired.name();
    }

    void add(@Nullable State state, Steps<State> steps) {
        if (!desired.aim().isAbsent()) {
            missing(steps);
            overridden(state, steps);
        }
        access(steps);
        steps.refuseIf(
                s -> !SysctlProposal.isKept(desired, s) && s.form() == Form.LINK,
                desired.file() + " is a symbolic link: name the file it leads to");
        // the usual one is made
        String directory =
                desired.file().substring(0, Math.max(1, desired.file().lastIndexOf('/')));
        steps.vainIf(
                s -> !SysctlProposal.isKept(desired, s)
                        && s.form() == Form.NOWHERE
                        && !directory.equals("/etc/sysctl.d"),
                directory + " is no directory yet: declare it as one, or require what makes it");
        steps.refuseIf(
                s -> !SysctlProposal.isKept(desired, s) && s.form() == Form.OTHER,
                desired.file() + " is no regular file: name another one, or move it away");
    }

    private void missing(Steps<State> steps) {
        String path = "/proc/sys/" + key.path();
        if (key.ofInterface().isPresent()) {
            steps.vainIf(
                    s -> s.running().isEmpty(),
                    "there is no " + path + ": no network interface "
                            + key.ofInterface().get()
                            + ", or no such setting of it; make the interface first, or check the name");
            return;
        }
        steps.refuseIf(
                s -> s.running().isEmpty() && s.confinement().container(),
                "this container has no " + path
                        + ": check the name, or set it on its machine, if it is the whole machine's");
        if (desired.module().isPresent()) {
            steps.refuseIf(
                    s -> s.running().isEmpty(),
                    "this kernel has no " + path + " though its module "
                            + desired.module().get().name() + " is there: check the name");
        } else {
            steps.refuseIf(
                    s -> s.running().isEmpty(),
                    "this kernel has no " + path + ": check the name, or load the module that brings it");
        }
    }

    private void access(Steps<State> steps) {
        steps.refuseIf(
                s -> desired.aim().runtime().isPresent() && access(s) == Access.WRITE_ONLY,
                key.dotted() + " can be written and not read: it is no state that could be held");
        String line = "; what it has can't be changed from here";
        steps.refuseIf(
                s -> !SysctlProposal.runs(desired, s)
                        && access(s) == Access.READ_ONLY
                        && s.confinement().container(),
                key.dotted() + " is for reading alone in this container" + line + ", but on its machine");
        steps.refuseIf(
                s -> !SysctlProposal.runs(desired, s) && access(s) == Access.READ_ONLY,
                key.dotted() + " is for reading alone" + line);
        steps.refuseIf(
                s -> !SysctlProposal.runs(desired, s)
                        && s.running().isPresent()
                        && s.confinement().isReadOnly(key),
                "/proc/sys is mounted for reading alone here, as containers have it" + line
                        + ": set it where the container is started");
        desired.aim()
                .runtime()
                .ifPresent(v -> steps.refuseIf(
                        s -> s.running().filter(r -> isPart(v, r.value())).isPresent(),
                        key.dotted() + " holds more numbers than \"" + v
                                + "\", which would leave the others as they are:" + " give all"));
    }

    private boolean isPart(String wanted, String now) {
        return CanonicalValue.isNumbers(wanted)
                && CanonicalValue.isNumbers(now)
                && now.split(" ").length > wanted.split(" ").length;
    }

    private static Access access(State s) {
        return s.running().map(Running::access).orElse(Access.BOTH);
    }

    private void overridden(@Nullable State state, Steps<State> steps) {
        if (state == null) {
            return;
        }
        for (Against one : state.boot().against()) {
            if (one.isAnothers() || !desired.adopt()) {
                steps.refuseIf(
                        s -> true,
                        one.at() + " sets it to " + one.value() + " after " + desired.file() + ", as " + one.by()
                                + " reads them; " + mend(one));
                return;
            }
        }
    }

    private String mend(Against one) {
        if (one.real().startsWith("/run/")) {
            return "that file is made anew at each boot: change what makes it";
        }
        if (one.isAnothers()) {
            String name = one.at().file().substring(one.at().file().lastIndexOf('/') + 1);
            return "that file is a package's: hide it by a /etc/sysctl.d/" + name
                    + " of your own with what is to stay of it, or keep this one in a file that is read later, such as"
                    + " file: /etc/sysctl.d/99-zz.conf";
        }
        return "remove that line, or say adopt: true to have it commented out";
    }
}
