package jforge.base;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import jforge.plan.Danger;
import jforge.plan.Value;
import jforge.question.Contents;
import jforge.question.MountsBelow;
import jforge.question.Stat;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Expanding;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Neighbouring;
import jforge.resource.Neighbours;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.Resource;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Seen;
import jforge.resource.Steps;
import jforge.source.InventoryException;
import org.jspecify.annotations.Nullable;

/** A directory. */
@AutoService(ResourceType.class)
@SuppressWarnings("rawtypes")
public final class DirectoryType
        implements Neighbouring<DirectoryType.Wanted, DirectoryType.State>,
                Expanding<DirectoryType.Wanted, DirectoryType.State> {
    static final String DEFAULT_MODE = "0755";

    /**
     * @param rules for what is below it; none where only itself counts
     * @param tree what of that is its own
     * @param recursive where it is absent: with all that is in it
     * @param parts what it stands for besides itself
     */
    record Wanted(
            String path,
            Ownership ownership,
            boolean absent,
            boolean recursive,
            TreeRules rules,
            Subtree tree,
            List<Part<?, ?>> parts) {
        /** Only itself. */
        static Wanted plain(String path, Ownership ownership) {
            Subtree nothing = new Subtree(path, List.of(), List.of());
            return new Wanted(path, ownership, false, false, TreeRules.NONE, nothing, List.of());
        }

        OwnedBelow owned() {
            return new OwnedBelow(tree, rules);
        }
    }

    /**
     * @param contents what is in it, where it is to be absent
     * @param mounts where something is mounted in it, where it is to be removed with all that is in it
     * @param otherwise what is below it and not owned as it should be
     */
    record State(Stat.Entry entry, Contents.Found contents, List<String> mounts, Listed otherwise) {
        /** For a sentence: how much, and the first names. */
        String held() {
            String more = contents.count() > contents.first().size() ? ", ..." : "";
            return contents.count() + (contents.count() == 1 ? " entry (" : " entries (")
                    + String.join(", ", contents.first()).replace("\n", "\\n") + more + ")";
        }
    }

    @Override
    public String key() {
        return "directory";
    }

    @Override
    public Schema schema() {
        return DirectoryDeclaration.schema();
    }

    @Override
    public Wanted parse(Fields fields) {
        return DirectoryDeclaration.parse(fields);
    }

    @Override
    public List<Part<?, ?>> parts(Wanted want) {
        return want.parts;
    }

    @Override
    public Wanted among(Resource<Wanted, State> own, Neighbours neighbours) {
        Wanted want = own.desired();
        List<Resource<?, ?>> below = neighbours.below(want.path);
        if (want.absent) {
            below.stream().filter(DirectoryType::isThere).findFirst().ifPresent(other -> {
                throw new InventoryException(
                        own.mark(),
                        want.path + " is to be absent, and " + other.ref().label() + " below it is declared in "
                                + other.mark() + "; remove one of them, or make that absent too");
            });
        }
        if (want.rules.isEmpty()) {
            return want;
        }
        List<String> others =
                below.stream().map(other -> other.identity().name()).toList();
        List<String> pruned = below.stream()
                .filter(other -> other.desired() instanceof Wanted directory && directory.recursive)
                .map(other -> other.identity().name())
                .toList();
        Subtree tree = new Subtree(want.path, others, pruned);
        return new Wanted(want.path, want.ownership, want.absent, want.recursive, want.rules, tree, want.parts);
    }

    /** What is declared to be there, as far as this can be told. */
    private static boolean isThere(Resource<?, ?> resource) {
        Object desired = resource.desired();
        return desired instanceof Wanted directory && !directory.absent
                || desired instanceof FileType.Wanted file && !file.absent()
                || desired instanceof LinkType.Wanted link && link.to().isPresent();
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
        List<Question<?>> questions = new ArrayList<>(List.of(new Stat(want.path)));
        if (want.absent) {
            questions.add(new Contents(want.path));
        }
        if (want.absent && want.recursive) {
            questions.add(new MountsBelow(want.path));
        }
        if (!want.rules.isEmpty()) {
            questions.add(want.owned());
        }
        return questions;
    }

    @Override
    public State read(Wanted want, Answers answers) {
        return new State(
                answers.get(new Stat(want.path)),
                want.absent ? answers.get(new Contents(want.path)) : new Contents.Found(0, List.of()),
                want.absent && want.recursive ? answers.get(new MountsBelow(want.path)) : List.of(),
                want.rules.isEmpty() ? Listed.NONE : answers.get(want.owned()));
    }

    @Override
    public Proposal propose(Wanted want, Seen<State> seen) {
        Steps<State> steps = seen.steps()
                .refuseIf(s -> s.entry instanceof Stat.Denied, Paths.denied(want.path))
                .refuseIf(
                        s -> s.entry.exists() && !s.entry.is(Stat.Type.DIRECTORY),
                        want.path + " is there and is no directory; remove it first");
        State state = seen.state();
        if (want.absent) {
            return want.recursive ? removeTree(want, state, steps) : remove(want, state, steps);
        }
        steps.vainIf(s -> s.entry.isOrphan(), Paths.orphan(want.path));
        boolean there = state != null && state.entry.exists();
        if (there) {
            return update(want, steps);
        }
        steps.presence(s -> s.entry.exists(), true);
        Ownership shown = state == null ? want.ownership : want.ownership.orDefault(DEFAULT_MODE);
        shown.compare(steps, State::entry).run(DirectoryScript.create(want));
        // nothing is below a new one
        return state == null ? below(want, steps).list() : steps.list();
    }

    private static Proposal update(Wanted want, Steps<State> steps) {
        if (!want.ownership.isEmpty()) {
            want.ownership.compare(steps, State::entry).run(Paths.own(want.path, "-d", want.ownership));
        }
        return below(want, steps).list();
    }

    private static Steps<State> below(Wanted want, Steps<State> steps) {
        if (want.rules.isEmpty()) {
            return steps;
        }
        Value wanted = Value.of(want.rules.shown());
        return steps.compare("below", s -> otherwise(s.otherwise, wanted), wanted)
                .run(DirectoryScript.own(want.tree, want.rules));
    }

    private static Value otherwise(Listed found, Value wanted) {
        String head = found.count() == 1 ? "1 path otherwise:" : found.count() + " paths otherwise:";
        return found.isEmpty() ? wanted : Value.of(found.block(head));
    }

    private static Proposal remove(Wanted want, @Nullable State state, Steps<State> steps) {
        String held = state == null ? "" : state.held();
        return steps.refuseIf(
                        s -> !s.contents.isEmpty(),
                        want.path + " is not empty, it has " + held
                                + "; remove what is in it first, or set recursive: true")
                .presence(s -> s.entry.exists(), false)
                .run(DirectoryScript.remove(want.path))
                .list();
    }

    private static Proposal removeTree(Wanted want, @Nullable State state, Steps<State> steps) {
        if (state != null && state.contents.isEmpty() && state.mounts.isEmpty()) {
            return remove(want, state, steps);
        }
        String mounts = state == null ? "" : String.join(", ", state.mounts);
        return steps.refuseIf(s -> !s.mounts.isEmpty(), "something is mounted at " + mounts + "; unmount it first")
                .presence(s -> s.entry.exists(), false)
                .compare("contents", s -> Value.of(s.held()), Value.absent())
                .run(DirectoryScript.removeTree(want.path), Danger.DESTRUCTIVE)
                .list();
    }
}
