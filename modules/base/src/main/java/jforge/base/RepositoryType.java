package jforge.base;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** A place where packages come from: a file of apt's or dnf's, and the key that signs it. */
@SuppressWarnings("rawtypes") // a service is named by its raw type
@AutoService(ResourceType.class)
public final class RepositoryType implements ResourceType<RepositoryType.Wanted, RepositoryType.State> {
    private static final List<String> OF_ONE_THAT_IS_THERE =
            List.of("uris", "suites", "components", "architectures", "key", "key-source", "trusted");

    /**
     * @param key empty where the keys that the host trusts anyway will do
     * @param trusted packages are taken unsigned
     */
    public record Wanted(
            String name,
            List<String> uris,
            List<String> suites,
            List<String> components,
            List<String> architectures,
            Optional<RepositoryKey> key,
            boolean trusted,
            boolean absent) {
        RepositoryFiles files(PackageTool manager) {
            return manager == PackageTool.APT ? RepositoryFiles.apt(this) : RepositoryFiles.dnf(this);
        }
    }

    /** What stands where the host's manager looks. */
    public record State(PackageTool manager, Value source, Value key) {
        boolean isThere() {
            return !(source instanceof Value.Absent);
        }
    }

    @Override
    public String key() {
        return "repository";
    }

    @Override
    public Schema schema() {
        return Schema.of(
                        "A place where packages come from: NAME.sources for apt, NAME.repo for dnf, with its key. Its lists are"
                                + " fetched before it is put in place: with an address or a key that does not work nothing is changed.")
                .required("repository", Schema.Kind.TEXT, "Its name, and that of its file: letters, digits, - and _.")
                .optional("uris", Schema.Kind.TEXTS, "Where it is; for dnf the base addresses.")
                .optional("suites", Schema.Kind.TEXTS, "apt: such as bookworm; a flat one ends with a slash: ./")
                .optional("components", Schema.Kind.TEXTS, "apt: such as main; none for a flat suite.")
                .optional("architectures", Schema.Kind.TEXTS, "apt: such as amd64. Default: the host's.")
                .optional("key", Schema.Kind.TEXT, "The key that signs it, armoured: the text itself.")
                .optional(
                        "key-source",
                        Schema.Kind.LOCAL_FILE,
                        "The key as a file; armoured where its name ends with .asc, else binary.")
                .optional(
                        "trusted",
                        Schema.Kind.FLAG,
                        "true: packages are taken without a signature. Default: they must be signed by the key, or by one that"
                                + " the host trusts.")
                .optional("absent", Schema.Kind.FLAG, "true: it must not be there, nor its key.")
                .example("repository: internal\nuris: http://packages.example.com/debian\nsuites: bookworm\n"
                        + "components: main\nkey: |\n  -----BEGIN PGP PUBLIC KEY BLOCK-----\n  ...\n")
                .example("repository: local\nuris: file:/srv/repository\nsuites: ./\ntrusted: true\n")
                .example("repository: old\nabsent: true\n")
                .build();
    }

    @Override
    public Wanted parse(Fields fields) {
        String name = fields.text("repository");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            throw fields.fault("repository", "apt and dnf skip a file of such a name; use letters, digits, - and _");
        }
        boolean absent = fields.flag("absent").orElse(false);
        if (absent) {
            OF_ONE_THAT_IS_THERE.stream().filter(fields::has).forEach(other -> {
                throw fields.fault(other, "a repository that is absent has no " + other + "; remove it or absent");
            });
        } else if (fields.texts("uris").isEmpty()) {
            throw fields.fault("repository", "a repository needs uris, or absent: true");
        }
        for (String attribute : OF_ONE_THAT_IS_THERE.subList(0, 4)) {
            for (String word : fields.texts(attribute)) {
                if (!word.matches("[!-~]+")) {
                    throw fields.fault(attribute, "\"" + word + "\" is no single word");
                }
            }
        }
        boolean flat = fields.texts("suites").stream().anyMatch(s -> s.endsWith("/"));
        if (flat && fields.has("components")) {
            throw fields.fault("components", "a flat suite, which ends with a slash, has no components");
        }
        if (!flat && fields.has("suites") && !fields.has("components")) {
            throw fields.fault("suites", "apt needs components as well, such as main; a flat suite ends with a slash");
        }
        boolean trusted = fields.flag("trusted").orElse(false);
        Optional<RepositoryKey> key = RepositoryKey.parse(fields);
        if (trusted && key.isPresent()) {
            throw fields.fault("trusted", "with trusted: true the key would not be looked at; remove one of them");
        }
        return new Wanted(
                name,
                fields.texts("uris"),
                fields.texts("suites"),
                fields.texts("components"),
                fields.texts("architectures"),
                key,
                trusted,
                absent);
    }

    @Override
    public Identity identity(Wanted want) {
        return new Identity("repository", want.name());
    }

    @Override
    public List<Edge> edges(Wanted want) {
        List<Edge> edges = new ArrayList<>(List.of(new Edge.Supplies("package")));
        for (String uri : want.uris()) {
            if (uri.startsWith("file:")) {
                String path = uri.replaceFirst("^file:/*", "/").replaceFirst("/+$", "");
                edges.add(new Edge.Requires(Identity.path(path)));
                edges.addAll(Edge.ancestors(path));
            }
        }
        return edges;
    }

    @Override
    public List<Question<?>> questions(Wanted want) {
        List<Question<?>> questions = new ArrayList<>(List.of(new HostPackageTool()));
        for (PackageTool manager : PackageTool.ALL) {
            RepositoryFiles files = want.files(manager);
            questions.add(files.source().question());
            files.keys().forEach(k -> questions.add(k.question()));
        }
        return questions;
    }

    @Override
    public State read(Wanted want, Answers answers) {
        PackageTool manager = answers.get(new HostPackageTool());
        RepositoryFiles files = want.files(manager);
        Value key = Value.absent();
        for (FileContent one : files.keys()) {
            Value seen = one.seen(answers);
            key = seen instanceof Value.Absent ? key : seen;
        }
        return new State(manager, files.source().seen(answers), key);
    }

    @Override
    public Proposal propose(Wanted want, Seen<State> seen) {
        State state = seen.state();
        Optional<PackageTool> manager = manager(state);
        if (manager.filter(m -> m == PackageTool.APT).isPresent()
                && !want.absent()
                && want.suites().isEmpty()) {
            return new Proposal.Refuse("this host has apt, which needs suites as well");
        }
        Steps<State> steps = seen.steps();
        steps.presence(State::isThere, !want.absent());
        if (!want.absent()) {
            Value source = manager.map(m -> want.files(m).source().shown()).orElse(Value.unknown());
            steps.compare("source", State::source, source);
        }
        steps.compare("key", State::key, want.key().map(k -> k.at("").shown()).orElse(Value.absent()));
        return steps.run(PackageTool.choose(manager, m -> RepositoryScript.of(m, want)))
                .list();
    }

    private static Optional<PackageTool> manager(@Nullable State state) {
        return state == null ? Optional.empty() : Optional.of(state.manager());
    }
}
