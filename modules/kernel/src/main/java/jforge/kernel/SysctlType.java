package jforge.kernel;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jforge.plan.Merge;
import jforge.plan.Note;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Expanding;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Merging;
import jforge.resource.Neighbouring;
import jforge.resource.Neighbours;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.Resource;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Seen;
import org.jspecify.annotations.Nullable;

/** A kernel setting, now and after the next boot. */
@SuppressWarnings("rawtypes") // a service is named by its raw type
@AutoService(ResourceType.class)
public final class SysctlType
        implements Merging<SysctlType.Desired, SysctlType.State>,
                Neighbouring<SysctlType.Desired, SysctlType.State>,
                Expanding<SysctlType.Desired, SysctlType.State> {
    static final String FILE = "/etc/sysctl.d/90-jforge.conf";

    private static final KernelModuleType MODULES = new KernelModuleType();

    /**
     * @param key below /proc/sys, with slashes
     * @param file where it is kept for the next boot
     * @param adopt whether lines elsewhere that would win are commented out
     * @param origins who of the inventory's section says it, the one that counts first; none where it is declared by itself
     * @param notes what the section has to say of it
     * @param around what else is declared; nothing before that is known
     */
    public record Desired(
            String key, Aim aim, String file, boolean adopt, List<Origin> origins, List<Note> notes, Around around) {
        public Desired {
            origins = List.copyOf(origins);
            notes = List.copyOf(notes);
        }

        /** Declared by itself, to have a value. */
        Desired(String key, String value, String file) {
            this(key, Aim.value(value), file, false, List.of(), List.of(), Around.NOTHING);
        }

        /** Who says it makes no other thing of it: what is declared twice alike is one. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Desired that
                    && key.equals(that.key)
                    && aim.equals(that.aim)
                    && file.equals(that.file)
                    && adopt == that.adopt;
        }

        @Override
        public int hashCode() {
            return Objects.hash(key, aim, file, adopt);
        }

        /** What it is to be, blanks folded; "absent" where it is to go. */
        String value() {
            return aim.line().orElse("absent");
        }

        SysctlKey name() {
            return new SysctlKey(key);
        }

        Optional<NeededModule> module() {
            return NeededModule.of(name(), aim);
        }
    }

    /**
     * @param running empty where the kernel has no such setting
     * @param all the same of all interfaces, where the two stand together
     * @param form what our file is
     * @param kept what our file says of it
     */
    public record State(
            Optional<KernelSetting.Running> running,
            Optional<KernelSetting.Running> all,
            Confinement.Found confinement,
            OwnFile.Form form,
            OwnFile.Kept kept,
            BootFacet boot) {}

    @Override
    public String key() {
        return "sysctl";
    }

    @Override
    public Schema schema() {
        return SysctlDeclaration.SCHEMA;
    }

    @Override
    public Desired parse(Fields fields) {
        return SysctlDeclaration.parse(fields);
    }

    @Override
    public Identity identity(Desired desired) {
        return new Identity("sysctl", desired.name().dotted());
    }

    @Override
    public List<Part<?, ?>> parts(Desired desired) {
        return desired.module().stream()
                .<Part<?, ?>>map(m -> new Part<>(MODULES, new KernelModuleType.Desired(m.name()), m.name()))
                .toList();
    }

    @Override
    public Desired among(Resource<Desired, State> own, Neighbours neighbours) {
        Desired d = own.desired();
        Around around = Around.of(own, neighbours);
        return new Desired(d.key(), d.aim(), d.file(), d.adopt(), d.origins(), d.notes(), around);
    }

    /** Forwarding resets the settings of all interfaces; one of "all" is handed on to "default" and each interface. */
    @Override
    public List<Edge> edges(Desired desired) {
        List<Edge> edges = new ArrayList<>(Edge.ancestors(desired.file()));
        edges.add(new Edge.After(Identity.path(desired.file())));
        desired.around().files().forEach(f -> edges.add(new Edge.ShapedBy(Identity.path(f), Edge.When.CHANGED)));
        desired.module()
                .ifPresent(m ->
                        edges.add(new Edge.ShapedBy(new Identity(MODULES.key(), m.name()), Edge.When.MADE_OR_REMOVED)));
        String[] parts = desired.key().split("/", -1);
        if (desired.key().equals("net/ipv4/ip_forward")) {
            edges.add(new Edge.ShapesMatching("sysctl", "net.ipv4.conf.", "", Edge.When.CHANGED));
        } else if (parts.length == 5 && parts[2].equals("conf") && parts[3].equals("all")) {
            String prefix = "net." + parts[1] + ".conf.";
            // forwarding of all resets as ip_forward does
            String suffix = parts[4].equals("forwarding") ? "" : "." + parts[4];
            edges.add(new Edge.ShapesMatching("sysctl", prefix, suffix, Edge.When.CHANGED));
        }
        return edges;
    }

    @Override
    public List<Question<?>> questions(Desired desired) {
        List<Question<?>> questions = new ArrayList<>(List.of(
                new KernelSetting(desired.name()), new OwnFile(desired.file()), new BootFiles(), new Confinement()));
        if (Combined.is(desired.name())) {
            questions.add(new KernelSetting(desired.name().ofAll()));
        }
        return questions;
    }

    @Override
    public State read(Desired desired, Answers answers) {
        SysctlKey key = desired.name();
        OwnFile.Content content = answers.get(new OwnFile(desired.file()));
        Optional<String> line = desired.aim().line();
        BootFacet boot = BootFacet.of(
                answers.get(new BootFiles()),
                key,
                desired.file(),
                content.with(key, line),
                line.map(v -> CanonicalValue.of(key, v)));
        return new State(
                answers.get(new KernelSetting(key)),
                Combined.is(key) ? answers.get(new KernelSetting(key.ofAll())) : Optional.empty(),
                answers.get(new Confinement()),
                content.form(),
                content.kept(key),
                boot);
    }

    @Override
    public Proposal propose(Desired desired, Seen<State> seen) {
        return new SysctlProposal(desired, seen).make();
    }

    @Override
    public Optional<Group> group(Desired desired) {
        return Optional.of(new Group(desired.file(), Merge.Bond.LOOSE));
    }

    /** One look and one new file for all; what has lines elsewhere to comment out does that by itself. */
    @Override
    public @Nullable Transaction merge(List<Pending<Desired, State>> pending) {
        List<SysctlScript.Row> rows = pending.stream()
                .map(p -> new SysctlProposal(p.desired(), p.seen()))
                .filter(p -> p.comments().isEmpty())
                .map(SysctlProposal::row)
                .toList();
        return rows.size() < 2
                ? null
                : new Transaction(SysctlScript.many(pending.get(0).desired().file(), rows), List.of());
    }
}
