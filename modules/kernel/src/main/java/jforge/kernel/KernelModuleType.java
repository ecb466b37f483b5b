package jforge.kernel;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import jforge.kernel.KernelModule.Presence;
import jforge.plan.Command;
import jforge.plan.Sh;
import jforge.plan.Value;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Seen;

/** A module of the kernel: loaded now, and at each boot. What is built in needs nothing. */
@SuppressWarnings("rawtypes") // a service is named by its raw type
@AutoService(ResourceType.class)
public final class KernelModuleType implements ResourceType<KernelModuleType.Desired, KernelModuleType.State> {
    static final String FILE = "/etc/modules-load.d/90-jforge.conf";

    /** @param name with underscores */
    public record Desired(String name) {
        KernelModule question() {
            String witness = NeededModule.named(name).map(NeededModule::witness).orElse("-");
            return new KernelModule(name, witness);
        }
    }

    /**
     * @param kept whether our file has its line
     * @param container whether the kernel is another machine's
     */
    public record State(Presence presence, OwnFile.Form form, boolean kept, boolean container) {
        boolean isThere() {
            return presence == Presence.BUILT_IN || presence == Presence.LOADED;
        }

        /** What nothing has to be done for at a boot. */
        boolean isKept() {
            return kept || presence == Presence.BUILT_IN || container && isThere();
        }
    }

    @Override
    public String key() {
        return "kernel-module";
    }

    @Override
    public Schema schema() {
        return Schema.of(
                        "A module of the kernel, loaded now and at each boot. Settings that need one bring it by themselves.")
                .required("kernel-module", Schema.Kind.TEXT, "Its name, as modprobe takes it: nf_conntrack.")
                .example("kernel-module: br_netfilter\n")
                .example("kernel-module: nf_conntrack\n")
                .build();
    }

    @Override
    public Desired parse(Fields fields) {
        String name = fields.text("kernel-module");
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_-]{0,60}")) {
            throw fields.fault("kernel-module", "a module's name is letters, digits, _ and -: such as nf_conntrack");
        }
        return new Desired(name.replace('-', '_'));
    }

    @Override
    public Identity identity(Desired desired) {
        return new Identity("kernel-module", desired.name());
    }

    @Override
    public List<Edge> edges(Desired desired) {
        List<Edge> edges = new ArrayList<>(Edge.ancestors(FILE));
        edges.add(new Edge.After(Identity.path(FILE)));
        return edges;
    }

    @Override
    public List<Question<?>> questions(Desired desired) {
        return List.of(desired.question(), new OwnFile(FILE), new Confinement());
    }

    @Override
    public State read(Desired desired, Answers answers) {
        OwnFile.Content content = answers.get(new OwnFile(FILE));
        return new State(
                answers.get(desired.question()),
                content.form(),
                content.lines().contains(desired.name()),
                answers.get(new Confinement()).container());
    }

    @Override
    public Proposal propose(Desired desired, Seen<State> seen) {
        String name = desired.name();
        return seen.steps()
                .refuseIf(
                        s -> !s.isThere() && s.container(),
                        "a container can't load modules: load " + name + " on its machine")
                .vainIf(
                        s -> s.presence() == Presence.MISSING,
                        "the running kernel has no module " + name
                                + ", built in or below /lib/modules: check the name, or install what brings it and boot that kernel")
                .refuseIf(
                        s -> !s.isKept() && (s.form() == OwnFile.Form.LINK || s.form() == OwnFile.Form.OTHER),
                        FILE + " is no regular file: move it away")
                .presence(State::isThere, true)
                .run(load(name))
                .compare("boot", s -> s.isKept() ? Value.of(FILE) : Value.absent(), Value.of(FILE))
                .run(keep(name))
                .list();
    }

    private static Command load(String name) {
        String test = "[ -d /sys/module/%s ]".formatted(Sh.quote(name));
        return new Command(test, "PATH=$PATH:/usr/sbin:/sbin\nmodprobe %s".formatted(Sh.quote(name)));
    }

    /** What is built in may have no folder below /sys/module, and then has a line too many: that does nothing. */
    private static Command keep(String name) {
        String test = "grep -qxF -e %s %s".formatted(Sh.quote(name), Sh.quote(FILE));
        String change = """
                f=%1$s
                n=${f%%/*}/.${f##*/}.jforge-new
                if [ -L "$f" ]; then printf '%%s is a symbolic link\\n' "$f" >&2; exit 1; fi
                [ -d "${f%%/*}" ] || mkdir "${f%%/*}"
                rm -f "$n"
                c=
                if [ -f "$f" ]; then
                  cp -p "$f" "$n"
                  c=$(awk '{ print } END { printf "." }' "$f")
                  c=${c%%.}
                fi
                printf '%%s%%s\\n' "$c" %2$s >"$n" || { rm -f "$n"; exit 1; }
                mv -f "$n" "$f" || { rm -f "$n"; exit 1; }
                """.formatted(Sh.quote(FILE), Sh.quote(name));
        return new Command(test, change);
    }
}
