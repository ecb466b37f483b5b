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
import jforge.resource.Listening;
import jforge.resource.Merging;
import jforge.resource.Neighbouring;
import jforge.resource.Neighbours;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.Resource;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Schema.Kind;
import jforge.resource.Seen;
import jforge.resource.Steps;
import org.jspecify.annotations.Nullable;

/** A regular file: its content, mode and owner. */
@AutoService(ResourceType.class)
@SuppressWarnings("rawtypes")
public final class FileType
        implements Merging<FileType.Wanted, FileType.State>,
                Neighbouring<FileType.Wanted, FileType.State>,
                Listening<FileType.Wanted, FileType.State> {
    private static final String DEFAULT_MODE = "0644";
    private static final String SECRET_MODE = "0600";

    /** @param content null where it is left alone; a new file is empty then */
    record Wanted(
            String path,
            @Nullable FileContent content,
            Ownership ownership,
            Optional<String> validate,
            boolean follow,
            boolean absent,
            Optional<FileGroup> group) {
        Wanted(
                String path,
                @Nullable FileContent content,
                Ownership ownership,
                Optional<String> validate,
                boolean follow,
                boolean absent) {
            this(path, content, ownership, validate, follow, absent, Optional.empty());
        }

        /** Without any check. */
        Wanted alone() {
            return new Wanted(path, content, ownership, Optional.empty(), follow, absent);
        }

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
     * @param owed a run died while its group was put in place
     * @param mounted something is mounted right at the path: it can't be replaced, only written to
     */
    record State(Stat.Entry entry, Value content, boolean mounted, boolean owed) {
        State(Stat.Entry entry, Value content, boolean mounted) {
            this(entry, content, mounted, false);
        }

        Value checked(FileGroup group) {
            return Value.of(owed ? "not yet, a run died before it was" : group.shown());
        }
    }

    @Override
    public String key() {
        return "file";
    }

    @Override
    public Schema schema() {
        Schema.Builder schema = Schema.of("A regular file, replaced whole: no reader ever sees half of it."
                        + " Other hard links to the old content keep the old content. Without a mode it keeps its"
                        + " permissions, where the host has GNU's cp with their access control list; other extended"
                        + " attributes are not kept. A mount point is written in place; where that fails, what it held"
                        + " is put back.")
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
                                + " for the new file's path. With validate-group, the command that checks the group.")
                .optional(
                        "validate-group",
                        Kind.TEXT,
                        "The name of a group of files that make sense together only. Those that differ are put in place"
                                + " together, and the group's validate is run on the whole, without %s; one of its"
                                + " files says it. If it fails, all of them are put back, and all of them fail.")
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
        Optional<FileGroup> group = FileGroup.parse(fields);
        Ownership ownership = Ownership.parse(fields);
        boolean follow = fields.flag("follow").orElse(false);
        if (absent
                && (!contents.isEmpty() || !ownership.isEmpty() || validate.isPresent() && group.isEmpty() || follow)) {
            throw fields.fault("absent", "what is absent has nothing else; remove the other attributes or absent");
        }
        if (validate.isPresent() && group.isPresent() && validate.get().contains("%s")) {
            throw fields.fault("validate", "what checks a group finds its files in their places; write it without %s");
        }
        if (validate.isPresent() && group.isEmpty() && !validate.get().contains("%s")) {
            throw fields.fault("validate", "the command needs %s, which stands for the new file's path");
        }
        return new Wanted(path, FileContent.parse(fields, path), ownership, validate, follow, absent, group);
    }

    @Override
    public Wanted among(Resource<Wanted, State> own, Neighbours neighbours) {
        Wanted want = own.desired();
        return new Wanted(
                want.path,
                want.content,
                want.ownership,
                want.validate,
                want.follow,
                want.absent,
                want.group.map(g -> g.among(own, neighbours)));
    }

    /** What secrets hold is not read: a message would show it. */
    @Override
    public List<Listener> listeners(Wanted want) {
        return want.content instanceof FileContent.Written written
                ? Backlogs.of(want.path, written.text().revealed())
                : List.of();
    }

    @Override
    public Optional<Group> group(Wanted want) {
        return want.group.map(FileGroup::members);
    }

    /** All that are pending of a group. */
    @Override
    public @Nullable Transaction merge(List<Pending<Wanted, State>> pending) {
        FileGroup group = pending.get(0).desired().group.orElseThrow();
        List<Wanted> files = pending.stream().map(Pending::desired).toList();
        return new Transaction(group.command(files), List.of("checked " + group.shown()));
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
        want.group.ifPresent(group -> questions.add(group.owed()));
        return questions;
    }

    @Override
    public State read(Wanted want, Answers answers) {
        return new State(
                answers.get(want.stat()),
                want.content == null ? Value.absent() : want.content.seen(answers),
                answers.get(new MountPoint(want.path)),
                want.group.isPresent() && answers.get(want.group.get().owed()));
    }

    @Override
    public Proposal propose(Wanted want, Seen<State> seen) {
        Steps<State> steps = seen.steps()
                .refuseIf(s -> s.entry instanceof Stat.Denied, Paths.denied(want.path))
                .refuseIf(s -> s.entry.is(Stat.Type.DIRECTORY), want.path + " is a directory; remove it first");
        if (want.absent) {
            return end(want, steps.presence(s -> s.entry.exists(), false), remove(want.path));
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
        return want.ownership.isEmpty() && want.group.isEmpty()
                ? steps.list()
                : end(want, want.ownership.compare(steps, State::entry), FileScript.own(want));
    }

    private static Proposal write(Wanted want, Steps<State> steps, Ownership shown) {
        if (want.content != null) {
            steps.compare("content", State::content, want.content.shown());
        }
        return end(want, shown.compare(steps, State::entry), FileScript.write(want));
    }

    /** @param alone what makes it where it is of no group */
    private static Proposal end(Wanted want, Steps<State> steps, Command alone) {
        if (want.group.isEmpty()) {
            return steps.run(alone).list();
        }
        FileGroup group = want.group.get();
        return steps.compare("checked", s -> s.checked(group), Value.of(group.shown()))
                .run(group.command(List.of(want)))
                .list();
    }

    static Command remove(String path) {
        return new Command(Paths.at(path) + "[ ! -e \"$f\" ] && [ ! -L \"$f\" ]", Paths.at(path) + """
                        if [ -d "$f" ] && [ ! -L "$f" ]; then
                          printf '%s is a directory\\n' "$f" >&2
                          return 1
                        fi
                        rm -f "$f\"""");
    }
}
