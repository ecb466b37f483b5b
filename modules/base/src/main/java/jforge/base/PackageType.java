package jforge.base;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jforge.plan.Merge;
import jforge.plan.Value;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Merging;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Seen;
import jforge.resource.Steps;

/** A package of the host's distribution, by apt. */
@SuppressWarnings("rawtypes") // a service is named by its raw type
@AutoService(ResourceType.class)
public final class PackageType implements Merging<PackageType.Desired, PackageType.State> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+(:[a-z0-9-]+)?");
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+~:-]*\\*?");

    /** @param version exact, or a beginning and an asterisk; empty where any will do */
    public record Desired(String name, Optional<String> version, boolean absent, boolean recommends) {
        AptPackages question() {
            return new AptPackages(name, version, absent, recommends);
        }
    }

    /** What is installed, and what apt would do. */
    public record State(AptPackages.Answer answer) {}

    @Override
    public String key() {
        return "package";
    }

    @Override
    public Schema schema() {
        return Schema.of("A package of the host's distribution, by apt. Configuration files that were edited are kept.")
                .required("package", Schema.Kind.TEXT, "Its name; for another architecture with it: libc6:i386.")
                .optional(
                        "version",
                        Schema.Kind.TEXT,
                        "Exact, or a beginning and an asterisk: 1.22.*. Default: the one that is there, else the newest.")
                .optional(
                        "recommends",
                        Schema.Kind.FLAG,
                        "false: what it recommends is left out. Default: as apt is set up.")
                .optional("absent", Schema.Kind.FLAG, "true: it must not be there; its configuration files are kept.")
                .example("package: nginx\n")
                .example("package: postgresql-15\nversion: 15.*\nrecommends: false\n")
                .build();
    }

    @Override
    public Desired parse(Fields fields) {
        String name = fields.text("package");
        if (!NAME.matcher(name).matches()) {
            throw fields.fault("package", "\"" + name + "\" is no package's name: lower case, digits, + - .");
        }
        Optional<String> version = fields.optionalText("version");
        if (version.filter(v -> !VERSION.matcher(v).matches()).isPresent()) {
            throw fields.fault("version", "\"" + version.get() + "\" is no version: such as 1.22.1-9, or 1.22.*");
        }
        boolean absent = fields.flag("absent").orElse(false);
        if (absent && version.isPresent()) {
            throw fields.fault("version", "an absent package has no version");
        }
        return new Desired(name, version, absent, fields.flag("recommends").orElse(true));
    }

    @Override
    public Identity identity(Desired desired) {
        return identity(desired.name());
    }

    static Identity identity(String name) {
        return new Identity("package", name);
    }

    @Override
    public List<Edge> edges(Desired desired) {
        return List.of(new Edge.ShapesDependents(Edge.When.MADE_OR_REMOVED));
    }

    @Override
    public List<Question<?>> questions(Desired desired) {
        return List.of(desired.question());
    }

    @Override
    public State read(Desired desired, Answers answers) {
        return new State(answers.get(desired.question()));
    }

    @Override
    public Proposal propose(Desired desired, Seen<State> seen) {
        State state = seen.state();
        Forecast forecast = Forecast.of(desired, state);
        if (forecast.satisfied()) {
            return Proposal.nothing();
        }
        if (forecast.error().isPresent()) {
            return new Proposal.Refuse("apt: " + forecast.error().get());
        }
        Steps<State> steps = seen.steps();
        if (!desired.absent() && forecast.lists() != Apt.Lists.FRESH) {
            steps.compare("lists", s -> Value.of(s.answer().lists().shown()), Value.of("refreshed"))
                    .run(AptCommands.refresh());
        }
        steps.presence(s -> s.answer().installed().isPresent(), !desired.absent());
        if (!desired.absent()) {
            steps.compare("version", s -> shown(s.answer().installed()), forecast.version());
        }
        if (!forecast.takes().isEmpty()) {
            steps.compare("takes away", s -> Value.of(String.join(", ", forecast.takes())), Value.absent());
        }
        return steps.run(AptCommands.install(List.of(forecast)), forecast.danger())
                .list();
    }

    private static Value shown(Optional<String> version) {
        return version.map(Value::of).orElse(Value.absent());
    }

    @Override
    public Optional<Group> group(Desired desired) {
        return Optional.of(new Group("", Merge.Bond.LOOSE));
    }

    /** All that is pending, in one go: what apt's simulation said of all together is the summary. */
    @Override
    public Transaction merge(List<Pending<Desired, State>> pending) {
        List<Forecast> forecasts = pending.stream()
                .map(p -> Forecast.of(p.desired(), p.seen().state()))
                .toList();
        return new Transaction(AptCommands.install(forecasts), Forecast.summary(forecasts));
    }
}
