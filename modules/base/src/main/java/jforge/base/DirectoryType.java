package jforge.base;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import jforge.plan.Command;
import jforge.plan.Sh;
import jforge.question.Emptiness;
import jforge.question.Stat;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Schema.Kind;
import jforge.resource.Seen;
import jforge.resource.Steps;

/** A directory. */
@AutoService(ResourceType.class)
@SuppressWarnings("rawtypes")
public final class DirectoryType implements ResourceType<DirectoryType.Wanted, DirectoryType.State> {
    private static final String DEFAULT_MODE = "0755";

    record Wanted(String path, Ownership ownership, boolean absent) {}

    record State(Stat.Entry entry, boolean empty) {}

    @Override
    public String key() {
        return "directory";
    }

    @Override
    public Schema schema() {
        Schema.Builder schema = Schema.of("A directory; the one above it must be there or be declared.")
                .required("directory", Kind.PATH, "Where it is.");
        return Ownership.attributes(schema, DEFAULT_MODE)
                .optional("absent", Kind.FLAG, "true: it must not be there; only an empty one is removed.")
                .example("directory: /srv/shop\nowner: shop\ngroup: shop\nmode: 0750")
                .example("directory: /srv/old\nabsent: true")
                .build();
    }

    @Override
    public Wanted parse(Fields fields) {
        boolean absent = fields.flag("absent").orElse(false);
        Ownership ownership = Ownership.parse(fields);
        if (absent && !ownership.isEmpty()) {
            throw fields.fault("absent", "what is absent has no mode, owner or group; remove those");
        }
        if (absent && fields.text("directory").equals("/")) {
            throw fields.fault("directory", "\"/\" can't be absent");
        }
        return new Wanted(fields.text("directory"), ownership, absent);
    }

    @Override
    public Identity identity(Wanted want) {
        return Identity.path(want.path);
    }

    @Override
    public List<Edge> edges(Wanted want) {
        List<Edge> edges = new ArrayList<>(Edge.ancestors(want.path));
        edges.addAll(want.ownership.edges());
        if (want.absent) {
            // what is declared below goes first, so that it is empty by then
            edges.add(new Edge.AfterDependents(Edge.When.MADE_OR_REMOVED));
        }
        return edges;
    }

    @Override
    public List<Question<?>> questions(Wanted want) {
        return want.absent ? List.of(new Stat(want.path), new Emptiness(want.path)) : List.of(new Stat(want.path));
    }

    @Override
    public State read(Wanted want, Answers answers) {
        return new State(answers.get(new Stat(want.path)), !want.absent || answers.get(new Emptiness(want.path)));
    }

    @Override
    public Proposal propose(Wanted want, Seen<State> seen) {
        Steps<State> steps = seen.steps()
                .refuseIf(s -> s.entry instanceof Stat.Denied, Paths.denied(want.path))
                .refuseIf(
                        s -> s.entry.exists() && !s.entry.is(Stat.Type.DIRECTORY),
                        want.path + " is there and is no directory; remove it first");
        if (want.absent) {
            return steps.refuseIf(s -> !s.empty, want.path + " is not empty; remove what is in it first")
                    .presence(s -> s.entry.exists(), false)
                    .run(new Command(
                            Paths.at(want.path) + "[ ! -e \"$f\" ] && [ ! -L \"$f\" ]",
                            Paths.at(want.path) + "rmdir \"$f\""))
                    .list();
        }
        steps.vainIf(s -> s.entry.isOrphan(), Paths.orphan(want.path));
        State state = seen.state();
        boolean there = state != null && state.entry.exists();
        if (there) {
            return update(want, steps);
        }
        steps.presence(s -> s.entry.exists(), true);
        Ownership shown = state == null ? want.ownership : want.ownership.orDefault(DEFAULT_MODE);
        return shown.compare(steps, State::entry).run(create(want)).list();
    }

    private static Proposal update(Wanted want, Steps<State> steps) {
        return want.ownership.isEmpty()
                ? steps.list()
                : want.ownership
                        .compare(steps, State::entry)
                        .run(Paths.own(want.path, "-d", want.ownership))
                        .list();
    }

    private static Command create(Wanted want) {
        String path = Paths.at(want.path);
        Ownership own = want.ownership;
        String mode = own.mode().orElse(DEFAULT_MODE);
        String mend = own.apply().isEmpty() ? ":" : own.apply();
        // A new directory takes the group and the set-group-id of one above that has it.
        String inherited = own.orDefault(DEFAULT_MODE).apply();
        String change =
                path + """
                if [ -d "$f" ] && [ ! -L "$f" ]; then
                  %s
                elif [ ! -e "$f" ] && [ ! -L "$f" ]; then
                  %s
                  %s && if [ -g %s ]; then %s; fi
                else
                  printf '%%s is there and is no directory\\n' "$f" >&2
                  return 1
                fi""".formatted(mend, Paths.parent(want.path), make(own, mode), Paths.above(want.path), inherited);
        return new Command(path + "[ -d \"$f\" ] && [ ! -L \"$f\" ]" + own.test(), change);
    }

    /** Not every BusyBox has {@code install}; a directory keeps its mode when it is given away. */
    private static String make(Ownership own, String mode) {
        String owner = own.chown().isEmpty() ? "" : " && chown " + Sh.quote(own.chown()) + " \"$f\"";
        return "mkdir -m " + mode + " \"$f\"" + owner;
    }
}
