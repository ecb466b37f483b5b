package jforge.kernel;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jforge.plan.Command;
import jforge.plan.Note;
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
import jforge.resource.Steps;
import org.jspecify.annotations.Nullable;

/** A kernel setting, now and after the next boot. */
@SuppressWarnings("rawtypes") // a service is named by its raw type
@AutoService(ResourceType.class)
public final class SysctlType implements ResourceType<SysctlType.Desired, SysctlType.State> {
    static final String FILE = "/etc/sysctl.d/90-jforge.conf";

    /**
     * @param key below /proc/sys, with slashes
     * @param value blanks folded
     * @param origins who of the inventory's section says it, the one that counts first; none where it is declared by itself
     * @param notes what the section has to say of it
     */
    public record Desired(String key, String value, String file, List<Origin> origins, List<Note> notes) {
        public Desired {
            origins = List.copyOf(origins);
            notes = List.copyOf(notes);
        }

        Desired(String key, String value, String file) {
            this(key, value, file, List.of(), List.of());
        }

        /** Who says it makes no other thing of it: what is declared twice alike is one. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Desired that
                    && key.equals(that.key)
                    && value.equals(that.value)
                    && file.equals(that.file);
        }

        @Override
        public int hashCode() {
            return Objects.hash(key, value, file);
        }

        SysctlKey name() {
            return new SysctlKey(key);
        }
    }

    /**
     * @param runtime the running kernel's; empty where it has no such setting
     * @param boot the file's; empty where it says nothing
     */
    public record State(Optional<String> runtime, Optional<String> boot) {}

    @Override
    public String key() {
        return "sysctl";
    }

    @Override
    public Schema schema() {
        return Schema.of("A kernel setting, now and after the next boot.")
                .required("sysctl", Schema.Kind.TEXT, "Its name: net.ipv4.tcp_syncookies, or net/ipv4/tcp_syncookies.")
                .required("value", Schema.Kind.TEXT, "Its value; several numbers with blanks between.")
                .optional(
                        "file",
                        Schema.Kind.PATH,
                        "Where it is kept for the next boot, a line among others that stay. Default: " + FILE + ".")
                .example("sysctl: net.core.somaxconn\nvalue: 4096\n")
                .example("sysctl: net.ipv4.tcp_rmem\nvalue: 4096 131072 6291456\nfile: /etc/sysctl.d/60-net.conf\n")
                .build();
    }

    @Override
    public Desired parse(Fields fields) {
        String written = fields.text("sysctl");
        SysctlKey key = SysctlKey.of(written)
                .orElseThrow(() -> fields.fault(
                        "sysctl", "\"" + written + "\" is no setting's name: such as net.ipv4.ip_forward"));
        String value = SysctlKey.fold(fields.text("value"));
        if (value.isEmpty()) {
            throw fields.fault("value", "value is empty: a file of sysctl.d can't hold that");
        }
        return new Desired(key.path(), value, fields.optionalText("file").orElse(FILE));
    }

    @Override
    public Identity identity(Desired desired) {
        return new Identity("sysctl", desired.name().dotted());
    }

    /** Forwarding resets the settings of all interfaces; one of "all" is handed on to "default" and each interface. */
    @Override
    public List<Edge> edges(Desired desired) {
        List<Edge> edges = new ArrayList<>(Edge.ancestors(desired.file()));
        edges.add(new Edge.After(Identity.path(desired.file())));
        String[] parts = desired.key().split("/", -1);
        if (desired.key().equals("net/ipv4/ip_forward")) {
            edges.add(new Edge.ShapesMatching("sysctl", "net.ipv4.conf.", "", Edge.When.CHANGED));
        } else if (parts.length == 5 && parts[2].equals("conf") && parts[3].equals("all")) {
            String prefix = "net." + parts[1] + ".conf.";
            edges.add(new Edge.ShapesMatching("sysctl", prefix, "." + parts[4], Edge.When.CHANGED));
        }
        return edges;
    }

    @Override
    public List<Question<?>> questions(Desired desired) {
        return List.of(runtime(desired), boot(desired));
    }

    private static KernelSetting runtime(Desired desired) {
        return new KernelSetting(desired.name());
    }

    private static SysctlLine boot(Desired desired) {
        return new SysctlLine(desired.file(), desired.name());
    }

    @Override
    public State read(Desired desired, Answers answers) {
        return new State(answers.get(runtime(desired)), answers.get(boot(desired)));
    }

    /** What the kernel does not take is never kept for the next boot: the second step runs only after the first. */
    @Override
    public Proposal propose(Desired desired, Seen<State> seen) {
        Value wanted = Value.of(desired.value());
        String path = "/proc/sys/" + desired.key();
        Steps<State> steps = seen.steps();
        desired.notes().forEach(steps::note);
        return steps.refuseIf(
                        s -> s.runtime().isEmpty(),
                        "this kernel has no " + path + ": check the name, or load the module that brings it")
                .compare("runtime", s -> shown(s.runtime()), wanted)
                .run(set(path, desired.value()))
                .compare("boot", s -> shown(s.boot()), wanted)
                .run(SysctlFile.write(desired.file(), desired.name(), desired.value()))
                .list();
    }

    private static Value shown(Optional<String> value) {
        return value.map(Value::of).orElse(Value.absent());
    }

    /** Writes with a builtin, reads back, and compares: some settings round or clamp what they take. */
    private static Command set(String path, String value) {
        String test = """
                # shellcheck disable=SC2046 # blanks are folded by splitting
                [ "$(set -f; set -- $(cat %s); printf '%%s' "$*")" = %s ]
                """.formatted(Sh.quote(path), Sh.quote(value));
        String change = """
                printf '%%s\\n' %2$s >%1$s
                set -f
                # shellcheck disable=SC2046 # blanks are folded by splitting
                set -- $(cat %1$s)
                if [ "$*" != %2$s ]; then
                  printf 'the kernel made "%%s" of it\\n' "$*" >&2
                  exit 1
                fi
                """.formatted(Sh.quote(path), Sh.quote(value));
        return new Command(test, change);
    }
}
