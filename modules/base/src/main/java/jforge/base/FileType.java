package jforge.base;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jforge.plan.Command;
import jforge.plan.Value;
import jforge.question.MountPoint;
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
import org.jspecify.annotations.Nullable;

/** A regular file: its content, mode and owner. */
@AutoService(ResourceType.class)
@SuppressWarnings("rawtypes")
public final class FileType implements ResourceType<FileType.Wanted, FileType.State> {
    private static final String DEFAULT_MODE = "0644";
    private static final String SECRET_MODE = "0600";

    /** @param content null where it is left alone; a new file is empty then */
    record Wanted(
            String path,
            @Nullable FileContent content,
            Ownership ownership,
            Optional<String> validate,
            boolean follow,
            boolean absent) {
        Stat stat() {
            return new Stat(path, follow);
        }

        /** What the file is made with where no mode is declared: nobody else reads a secret. */
        String newMode() {
            return ownership.mode().orElse(content instanceof FileContent.Secret ? SECRET_MODE : DEFAULT_MODE);
        }
    }

    /**
     * @param content what was seen of it; the wanted value itself where they are the same
     * @param mounted something is mounted right at the path: it can't be replaced, only written to
     */
    record State(Stat.Entry entry, Value content, boolean mounted) {}

    @Override
    public String key() {
        return "file";
    }

    @Override
    public Schema schema() {
        Schema.Builder schema = Schema.of("A regular file, replaced whole: no reader ever sees half of it."
                        + " Other hard links to the old content keep the old content.")
                .required("file", Kind.PATH, "Where it is; the directory above must be there or be declared.")
                .optional("content", Kind.SENSITIVE_TEXT, "Its content. One of content, template and source.")
                .optional("template", Kind.TEMPLATE, "A template that renders to its content.")
                .optional("with", Kind.WITH, "What the template sees as with.")
                .optional("source", Kind.LOCAL_FILE, "A file to copy, of any size.");
        return Ownership.attributes(schema, DEFAULT_MODE + ", or " + SECRET_MODE + " where the content holds a secret,")
                .optional(
                        "validate",
                        Kind.TEXT,
                        "A shell command that must succeed before the new file takes its place; an unquoted %s stands"
                                + " for the new file's path.")
                .optional(
                        "follow",
                        Kind.FLAG,
                        "true: a symbolic link at the path is followed. Default: false, a link is refused.")
                .optional("absent", Kind.FLAG, "true: it must not be there.")
                .example("file: /etc/motd\ncontent: |\n  Managed by jforge.")
                .example("file: /etc/sudoers.d/deploy\ncontent: \"deploy ALL=(ALL) NOPASSWD: ALL\\n\"\nmode: 0440\n"
                        + "validate: visudo -cf %s")
                .example("file: /etc/cron.d/old\nabsent: true")
                .build();
    }

    @Override
    public Wanted parse(Fields fields) {
        List<String> contents =
                Stream.of("content", "template", "source").filter(fields::has).toList();
        if (contents.size() > 1) {
            throw fields.fault(
                    contents.get(1),
                    "a file has one of content, template and source; " + contents.get(0) + " is there");
        }
        if (fields.has("with") && !fields.has("template")) {
            throw fields.fault("with", "\"with\" is for a template; add template, or remove it");
        }
        String path = fields.text("file");
        if (path.equals("/")) {
            throw fields.fault("file", "\"/\" is a directory");
        }
        boolean absent = fields.flag("absent").orElse(false);
        Optional<String> validate = fields.optionalText("validate");
        Ownership ownership = Ownership.parse(fields);
        boolean follow = fields.flag("follow").orElse(false);
        if (absent && (!contents.isEmpty() || !ownership.isEmpty() || validate.isPresent() || follow)) {
            throw fields.fault("absent", "what is absent has nothing else; remove the other attributes or absent");
        }
        if (validate.isPresent() && !validate.get().contains("%s")) {
            throw fields.fault("validate", "the command needs %s, which stands for the new file's path");
        }
        return new Wanted(path, FileContent.parse(fields, path), ownership, validate, follow, absent);
    }

    @Override
    public Identity identity(Wanted want) {
        return Identity.path(want.path);
    }

    @Override
    public List<Edge> edges(Wanted want) {
        List<Edge> edges = new ArrayList<>(Edge.ancestors(want.path));
        edges.addAll(want.ownership.edges());
        return edges;
    }

    @Override
    public List<Question<?>> questions(Wanted want) {
        List<Question<?>> questions = new ArrayList<>();
        questions.add(want.stat());
        questions.add(new MountPoint(want.path));
        if (want.content != null) {
            questions.add(want.content.question());
        }
        return questions;
    }

    @Override
    public State read(Wanted want, Answers answers) {
        return new State(
                answers.get(want.stat()),
                want.content == null ? Value.absent() : want.content.seen(answers),
                answers.get(new MountPoint(want.path)));
    }

    @Override
    public Proposal propose(Wanted want, Seen<State> seen) {
        Steps<State> steps = seen.steps()
                .refuseIf(s -> s.entry instanceof Stat.Denied, Paths.denied(want.path))
                .refuseIf(s -> s.entry.is(Stat.Type.DIRECTORY), want.path + " is a directory; remove it first");
        if (want.absent) {
            return steps.presence(s -> s.entry.exists(), false)
                    .run(remove(want.path))
                    .list();
        }
        steps.refuseIf(
                        s -> s.entry.is(Stat.Type.LINK),
                        want.path + " is a symbolic link; set follow: true to write to what it leads to")
                .refuseIf(
                        s -> s.entry.is(Stat.Type.OTHER),
                        want.path + " is a device, a pipe or a socket; remove it first");
        steps.vainIf(s -> s.entry.isOrphan(), Paths.orphan(want.path));
        State state = seen.state();
        if (state == null) {
            return write(want, steps.presence(s -> s.entry.exists(), true), want.ownership);
        }
        return state.entry.exists()
                ? update(want, state, steps)
                : write(want, steps.presence(s -> s.entry.exists(), true), want.ownership.orDefault(want.newMode()));
    }

    private static Proposal update(Wanted want, State state, Steps<State> steps) {
        if (want.content != null && !state.content.equals(want.content.shown())) {
            if (state.mounted) {
                steps.compare("replaced", s -> Value.of("whole"), Value.of("in place: it is a mount point"));
            }
            return write(want, steps, want.ownership);
        }
        return want.ownership.isEmpty()
                ? steps.list()
                : want.ownership
                        .compare(steps, State::entry)
                        .run(FileScript.own(want))
                        .list();
    }

    private static Proposal write(Wanted want, Steps<State> steps, Ownership shown) {
        if (want.content != null) {
            steps.compare("content", State::content, want.content.shown());
        }
        return shown.compare(steps, State::entry).run(FileScript.write(want)).list();
    }

    private static Command remove(String path) {
        return new Command(Paths.at(path) + "[ ! -e \"$f\" ] && [ ! -L \"$f\" ]", Paths.at(path) + """
                        if [ -d "$f" ] && [ ! -L "$f" ]; then
                          printf '%s is a directory\\n' "$f" >&2
                          return 1
                        fi
                        rm -f "$f\"""");
    }
}
