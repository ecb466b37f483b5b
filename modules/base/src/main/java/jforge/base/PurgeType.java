package jforge.base;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jforge.plan.Danger;
import jforge.plan.Value;
import jforge.question.MountsBelow;
import jforge.question.Stat;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Neighbouring;
import jforge.resource.Neighbours;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.Resource;
import jforge.resource.Schema;
import jforge.resource.Seen;

/**
 * That nothing is below a directory but what is declared. No inventory names it: it is the part of a directory that has to be
 * allowed by name, while all else of it goes on.
 */
final class PurgeType implements Neighbouring<PurgeType.Wanted, PurgeType.State> {
    /** @param parts paths that the directory itself brings: what is in those directories goes, what is in others stays */
    record Wanted(Set<String> parts, Subtree tree) {
        StraysBelow strays() {
            return new StraysBelow(tree);
        }
    }

    /** @param mounts what is mounted below and in no declared directory */
    record State(Stat.Entry entry, Listed strays, List<String> mounts) {}

    static Wanted of(String root, Set<String> parts) {
        return new Wanted(Set.copyOf(parts), new Subtree(root, List.of(), List.of()));
    }

    @Override
    public String key() {
        return "purge";
    }

    @Override
    public Schema schema() {
        return Schema.of("Part of a directory.")
                .required("purge", Schema.Kind.PATH, "The directory.")
                .build();
    }

    @Override
    public Wanted parse(Fields fields) {
        throw fields.fault("purge", "this is declared by a directory with purge: true");
    }

    @Override
    public Identity identity(Wanted want) {
        return new Identity(key(), want.tree.root());
    }

    /** Directories on the way to what is declared stay as well. */
    @Override
    public Wanted among(Resource<Wanted, State> own, Neighbours neighbours) {
        Wanted want = own.desired();
        String root = want.tree.root();
        Set<String> kept = new TreeSet<>();
        List<String> pruned = new ArrayList<>();
        for (Resource<?, ?> other : neighbours.below(root)) {
            kept.add(other.identity().name());
            if (other.desired() instanceof DirectoryType.Wanted
                    && !want.parts.contains(other.identity().name())) {
                pruned.add(other.identity().name());
            }
        }
        for (Resource<?, ?> line : neighbours.ofType("line")) {
            if (line.desired() instanceof LineType.Wanted desired
                    && desired.path().startsWith(root + "/")) {
                kept.add(desired.path());
            }
        }
        Set<String> all = new HashSet<>(kept);
        for (String path : kept) {
            for (int cut = path.lastIndexOf('/'); cut > root.length(); cut = path.lastIndexOf('/', cut - 1)) {
                all.add(path.substring(0, cut));
            }
        }
        return new Wanted(want.parts, new Subtree(root, all.stream().sorted().toList(), pruned));
    }

    @Override
    public List<Edge> edges(Wanted want) {
        return List.of(new Edge.Requires(Identity.path(want.tree.root())));
    }

    @Override
    public List<Question<?>> questions(Wanted want) {
        return List.of(new Stat(want.tree.root()), want.strays(), new MountsBelow(want.tree.root()));
    }

    @Override
    public State read(Wanted want, Answers answers) {
        String root = want.tree.root();
        List<String> mounts = answers.get(new MountsBelow(root)).stream()
                .filter(point -> !point.equals(root))
                .filter(point -> want.tree.pruned().stream().noneMatch(p -> (point + "/").startsWith(p + "/")))
                .toList();
        return new State(answers.get(new Stat(root)), answers.get(want.strays()), mounts);
    }

    @Override
    public Proposal propose(Wanted want, Seen<State> seen) {
        State state = seen.state();
        String mounts = state == null ? "" : String.join(", ", state.mounts());
        return seen.steps()
                .refuseIf(s -> s.entry() instanceof Stat.Denied, Paths.denied(want.tree.root()))
                .refuseIf(
                        s -> !s.mounts().isEmpty() && !s.strays().isEmpty(),
                        "something is mounted at " + mounts
                                + "; unmount it, or declare the directory that it is mounted on")
                .compare("undeclared", s -> strays(s.strays()), Value.absent())
                .run(DirectoryScript.purge(want.tree), Danger.DESTRUCTIVE)
                .list();
    }

    private static Value strays(Listed found) {
        String head = found.count() == 1 ? "1 path:" : found.count() + " paths:";
        return found.isEmpty() ? Value.absent() : Value.of(found.block(head));
    }
}
