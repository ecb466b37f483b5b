package jforge.base;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.plan.Difference;
import jforge.plan.Step;
import jforge.plan.Value;
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

/** A file that the host fetches from a URL: a {@link FileType} whose content is known by its checksum alone. */
@AutoService(ResourceType.class)
@SuppressWarnings("rawtypes")
public final class DownloadType implements ResourceType<DownloadType.Wanted, DownloadType.State> {
    private static final FileType FILES = new FileType();

    record Wanted(Remote remote, FileType.Wanted file) {}

    record State(FileType.State file, Fetcher.Program program) {}

    @Override
    public String key() {
        return "download";
    }

    @Override
    public Schema schema() {
        Schema.Builder schema = Schema.of("A file that the host fetches from a URL, by curl or wget. It is put in place"
                        + " whole, and only if it has the checksum; while the file that is there has it, nothing is"
                        + " fetched. The checksum protects the content, so plain http will do.")
                .required("download", Kind.PATH, "Where it is put; the directory above must be there or be declared.")
                .required("url", Kind.TEXT, "An https or http URL without user or password.")
                .required("checksum", Kind.TEXT, "\"sha256:\" or \"sha512:\" and the hex digits of the content.");
        return Ownership.attributes(Remote.attributes(schema), "0644")
                .example(
                        "download: /usr/local/bin/tool\nurl: https://example.com/tool-1.2\n"
                                + "checksum: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\nmode: 0755")
                .example("download: /srv/data.bin\nurl: https://example.com/data.bin\n"
                        + "checksum: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n"
                        + "headers: \"Authorization: Bearer abc\"\nmax-size: 200")
                .build();
    }

    @Override
    public Wanted parse(Fields fields) {
        String path = fields.text("download");
        if (path.equals("/")) {
            throw fields.fault("download", "\"/\" is a directory");
        }
        Remote remote = Remote.parse(fields, "url");
        FileContent content = new FetchedContent(path, remote);
        return new Wanted(
                remote, new FileType.Wanted(path, content, Ownership.parse(fields), Optional.empty(), false, false));
    }

    @Override
    public Identity identity(Wanted want) {
        return FILES.identity(want.file);
    }

    @Override
    public List<Edge> edges(Wanted want) {
        List<Edge> edges = new ArrayList<>(FILES.edges(want.file));
        edges.addAll(Remote.edges());
        return edges;
    }

    @Override
    public List<Question<?>> questions(Wanted want) {
        List<Question<?>> questions = new ArrayList<>(FILES.questions(want.file));
        questions.add(new Fetcher());
        return questions;
    }

    @Override
    public State read(Wanted want, Answers answers) {
        return new State(FILES.read(want.file, answers), answers.get(new Fetcher()));
    }

    @Override
    public Proposal propose(Wanted want, Seen<State> seen) {
        State state = seen.state();
        Proposal proposal = FILES.propose(want.file, state == null ? Seen.unknown() : Seen.of(state.file));
        if (!(proposal instanceof Proposal.Do todo) || todo.steps().stream().noneMatch(DownloadType::fetches)) {
            return proposal;
        }
        Optional<String> obstacle = state == null ? Optional.empty() : want.remote.obstacle(state.program);
        if (obstacle.isPresent()) {
            return new Proposal.Refuse(obstacle.get());
        }
        List<Step> steps = todo.steps().stream()
                .map(step -> fetches(step) ? from(want.remote.url(), step) : step)
                .toList();
        return new Proposal.Do(steps, todo.vain());
    }

    private static boolean fetches(Step step) {
        return step.differences().stream().anyMatch(d -> d.attribute().equals("content"));
    }

    private static Step from(String url, Step step) {
        List<Difference> differences = new ArrayList<>(step.differences());
        differences.add(new Difference("url", Value.absent(), Value.of(url)));
        return new Step(differences, step.command(), step.danger());
    }
}
