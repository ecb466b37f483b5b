package jforge.base;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import jforge.plan.Value;
import jforge.question.MatchingLines;
import jforge.question.MountPoint;
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
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Schema.Kind;
import jforge.resource.Seen;
import jforge.resource.Steps;

/** One line of a file that others write too. */
@AutoService(ResourceType.class)
@SuppressWarnings("rawtypes")
public final class LineType implements Neighbouring<LineType.Wanted, LineType.State> {
    /** @param match a POSIX extended regular expression; empty for none */
    record Wanted(String line, String path, String match, boolean create, boolean absent) {
        Stat stat() {
            return new Stat(path, true);
        }

        MatchingLines matching() {
            return new MatchingLines(path, line, match);
        }
    }

    record State(Stat.Entry entry, MatchingLines.Found found, boolean mounted) {
        boolean isOther() {
            return entry instanceof Stat.Present present && present.type() != Stat.Type.FILE;
        }
    }

    @Override
    public String key() {
        return "line";
    }

    @Override
    public Schema schema() {
        return Schema.of("One line of a text file whose other lines are left alone. For a whole file there is file;"
                        + " both of one path are an error, unless the file says nothing of its content.")
                .required("line", Kind.TEXT, "The line, without its newline.")
                .within("in", "The file; a symbolic link is followed.")
                .optional(
                        "match",
                        Kind.TEXT,
                        "A POSIX extended regular expression. The first line that it matches becomes the line, the"
                                + " others that it matches go; with none, the line is appended. With absent, all that"
                                + " it matches go. Default: only the line itself counts.")
                .optional("create", Kind.FLAG, "true: a missing file is made, mode 0644. Default: that is refused.")
                .optional("absent", Kind.FLAG, "true: no such line must be there.")
                .example("line: 10.0.0.21 stor1\nin: /etc/hosts")
                .example("line: PermitRootLogin no\nin: /etc/ssh/sshd_config\nmatch: '^#?PermitRootLogin '")
                .build();
    }

    @Override
    public Wanted parse(Fields fields) {
        String line = fields.text("line");
        if (line.indexOf('\n') >= 0) {
            throw fields.fault("line", "a line has no newline; declare each line by itself");
        }
        if (line.isEmpty()) {
            throw fields.fault("line", "the line is empty");
        }
        if (fields.optionalText("match").filter(String::isEmpty).isPresent()) {
            throw fields.fault("match", "an empty pattern matches every line; leave it out");
        }
        boolean create = fields.flag("create").orElse(false);
        boolean absent = fields.flag("absent").orElse(false);
        if (absent && create) {
            throw fields.fault("create", "for a line that is absent no file is made; remove \"create\"");
        }
        return new Wanted(line, fields.text("in"), fields.optionalText("match").orElse(""), create, absent);
    }

    @Override
    public Identity identity(Wanted want) {
        return new Identity("line", want.path + ": " + (want.match.isEmpty() ? want.line : want.match));
    }

    @Override
    public Wanted among(Resource<Wanted, State> own, Neighbours neighbours) {
        LineConflicts.check(own, neighbours);
        return own.desired();
    }

    @Override
    public List<Edge> edges(Wanted want) {
        List<Edge> edges = new ArrayList<>(Edge.ancestors(want.path));
        edges.add(new Edge.Requires(Identity.path(want.path)));
        return edges;
    }

    @Override
    public List<Question<?>> questions(Wanted want) {
        return List.of(want.stat(), want.matching(), new MountPoint(want.path));
    }

    @Override
    public State read(Wanted want, Answers answers) {
        return new State(
                answers.get(want.stat()), answers.get(want.matching()), answers.get(new MountPoint(want.path)));
    }

    @Override
    public Proposal propose(Wanted want, Seen<State> seen) {
        Steps<State> steps = seen.steps()
                .refuseIf(s -> s.entry instanceof Stat.Denied, Paths.denied(want.path))
                .refuseIf(State::isOther, want.path + " is no regular file")
                .refuseIf(
                        s -> s.entry.exists() && s.found instanceof MatchingLines.NoFile,
                        want.path + " can't be read as this user; log in as root, or set become")
                .refuseIf(
                        s -> s.found instanceof MatchingLines.BadPattern,
                        "the host's awk doesn't take the pattern " + want.match)
                .refuseIf(
                        s -> !s.entry.exists() && !want.absent && !want.create,
                        want.path + " is not there; declare it as a file, or set create: true");
        steps.vainIf(s -> s.entry.isOrphan(), Paths.orphan(want.path));
        Value wanted = want.absent ? Value.absent() : Value.of(want.line);
        steps.compare("line", s -> seen(want, s), wanted);
        State state = seen.state();
        if (state != null && state.mounted && !seen(want, state).equals(wanted)) {
            steps.compare("replaced", s -> Value.of("whole"), Value.of("in place: it is a mount point"));
        }
        return steps.run(LineScript.edit(want)).list();
    }

    /** The lines that count; without a pattern, doubles of the line are one. */
    private static Value seen(Wanted want, State state) {
        if (!(state.found instanceof MatchingLines.Lines lines) || lines.count() == 0) {
            return Value.absent();
        }
        if (want.match.isEmpty()) {
            return Value.of(want.line);
        }
        String more = lines.count() > lines.lines().size() ? "\n(" + lines.count() + " lines)" : "";
        return Value.of(String.join("\n", lines.lines()) + more);
    }
}
