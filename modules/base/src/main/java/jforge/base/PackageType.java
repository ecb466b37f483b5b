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

/** A package of the host's distribution, by its manager. */
@SuppressWarnings("rawtypes") // a service is named by its raw type
@AutoService(ResourceType.class)
public final class PackageType implements Merging<PackageType.Desired, PackageType.State> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_+.-]+(:[a-z0-9-]+)?");
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+~^:_-]*\\*?");

    /**
     * @param version exact, or a beginning and an asterisk; empty where any will do
     * @param hold whether it should be held; empty where that is left as it is
     */
    public record Desired(
            String name, Optional<String> version, boolean absent, boolean recommends, Optional<Boolean> hold) {
        PackageQuestion question() {
            return new PackageQuestion(name, version, absent, recommends, hold);
        }
    }

    /** What is installed, and what the manager would do. */
    public record State(PackageQuestion.Answer answer) {}

    @Override
    public String key() {
        return "package";
    }

    @Override
    public Schema schema() {
        return Schema.of(
                        "A package of the host's distribution, by its manager: apt, or dnf. Configuration files that were "
                                + "edited are kept.")
                .required("package", Schema.Kind.TEXT, "Its name; under apt with another architecture: libc6:i386.")
                .optional(
                        "version",
                        Schema.Kind.TEXT,
                        "Exact, or a beginning and an asterisk: 1.22.*. Default: the one that is there, else the newest.")
                .optional(
                        "recommends",
                        Schema.Kind.FLAG,
                        "false: what it recommends is left out. Default: as the manager is set up.")
                .optional(
                        "hold",
                        Schema.Kind.FLAG,
                        "true: it is held at its version (apt-mark hold; dnf's versionlock); false: it is not. A declared version"
                                + " is brought in spite of the hold. Default: left as it is, and what is held is not changed.")
                .optional("absent", Schema.Kind.FLAG, "true: it must not be there; its configuration files are kept.")
                .example("package: nginx\n")
                .example("package: postgresql-15\nversion: 15.*\nrecommends: false\nhold: true\n")
                .build();
    }

    @Override
    public Desired parse(Fields fields) {
        String name = fields.text("package");
        if (!NAME.matcher(name).matches()) {
            throw fields.fault("package", "\"" + name + "\" is no package's name: letters, digits, + - . _");
        }
        Optional<String> version = fields.optionalText("version");
        if (version.filter(v -> !VERSION.matcher(v).matches()).isPresent()) {
            throw fields.fault("version", "\"" + version.get() + "\" is no version: such as 1.22.1-9, or 1.22.*");
        }
        boolean absent = fields.flag("absent").orElse(false);
        if (absent && version.isPresent()) {
            throw fields.fault("version", "an absent package has no version");
        }
        Optional<Boolean> hold = fields.flag("hold");
        if (absent && hold.orElse(false)) {
            throw fields.fault("hold", "an absent package can't be held");
        }
        return new Desired(name, version, absent, fields.flag("recommends").orElse(true), hold);
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
        if (state != null) {
            Optional<String> refused = refusal(desired, state.answer(), forecast);
            if (refused.isPresent()) {
                return new Proposal.Refuse(refused.get());
            }
        }
        Steps<State> steps = seen.steps();
        if (forecast.changes()) {
            change(steps, desired, forecast);
        }
        Optional<Boolean> hold = desired.hold().filter(h -> !desired.absent());
        hold.ifPresent(h -> steps.compare("held", s -> Value.of(s.answer().held()), Value.of(h)));
        if (forecast.changes() || hold.isPresent()) {
            steps.run(PackageTool.choose(forecast.manager(), m -> m.transact(List.of(forecast))), forecast.danger());
        }
        return steps.list();
    }

    private static void change(Steps<State> steps, Desired desired, Forecast forecast) {
        if (!desired.absent() && forecast.lists() != PackageLists.FRESH) {
            steps.compare("lists", s -> Value.of(s.answer().lists().shown()), Value.of("refreshed"))
                    .run(PackageTool.choose(forecast.manager(), PackageTool::refresh));
        }
        steps.presence(s -> s.answer().installed().isPresent(), !desired.absent());
        if (!desired.absent()) {
            steps.compare("version", s -> shown(s.answer().installed()), forecast.version());
        }
        if (!forecast.takes().isEmpty()) {
            steps.compare("takes away", s -> Value.of(String.join(", ", forecast.takes())), Value.absent());
        }
        if (!forecast.setsBack().isEmpty()) {
            steps.compare("sets back", s -> Value.unknown(), Value.of(String.join(", ", forecast.setsBack())));
        }
    }

    private static Optional<String> refusal(Desired desired, PackageQuestion.Answer answer, Forecast forecast) {
        if (forecast.changes() && answer.held() && desired.hold().isEmpty()) {
            return Optional.of("it is held on the host by hand: hold: true changes it and holds it again, hold: false"
                    + " releases it");
        }
        if (desired.hold().orElse(false) && !answer.canHold()) {
            return Optional.of("dnf can't hold packages here: its versionlock plugin is not installed");
        }
        return forecast.error();
    }

    private static Value shown(Optional<String> version) {
        return version.map(Value::of).orElse(Value.absent());
    }

    @Override
    public Optional<Group> group(Desired desired) {
        return Optional.of(new Group("", Merge.Bond.LOOSE));
    }

    /** All that is pending, in one go: what the manager's simulation said of all together is the summary. */
    @Override
    public Transaction merge(List<Pending<Desired, State>> pending) {
        List<Forecast> forecasts = pending.stream()
                .map(p -> Forecast.of(p.desired(), p.seen().state()))
                .toList();
        Optional<PackageTool> known = forecasts.stream()
                .map(Forecast::manager)
                .flatMap(Optional::stream)
                .findFirst();
        return new Transaction(PackageTool.choose(known, m -> m.transact(forecasts)), Forecast.summary(forecasts));
    }
}
