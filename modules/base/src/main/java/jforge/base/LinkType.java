package jforge.base;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.plan.Command;
import jforge.plan.Sh;
import jforge.plan.Value;
import jforge.question.LinkTarget;
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

/** A symbolic link. */
@AutoService(ResourceType.class)
@SuppressWarnings("rawtypes")
public final class LinkType implements ResourceType<LinkType.Wanted, LinkType.State> {
    /** @param to empty where the link must not be there */
    record Wanted(String path, Optional<String> to) {}

    record State(Stat.Entry entry, Optional<String> target) {

        Value to() {
            return target.map(Value::of).orElse(Value.absent());
        }
    }

    @Override
    public String key() {
        return "link";
    }

    @Override
    public Schema schema() {
        return Schema.of("A symbolic link; never takes the place of a file or a directory.")
                .required("link", Kind.PATH, "Where it is; the directory above must be there or be declared.")
                .optional(
                        "to", Kind.TEXT, "What it leads to, absolute or as seen from its directory; need not be there.")
                .optional("absent", Kind.FLAG, "true: it must not be there.")
                .example("link: /srv/shop/current\nto: releases/2026.11")
                .example("link: /etc/nginx/sites-enabled/default\nabsent: true")
                .build();
    }

    @Override
    public Wanted parse(Fields fields) {
        Optional<String> to = fields.optionalText("to");
        boolean absent = fields.flag("absent").orElse(false);
        if (absent && to.isPresent()) {
            throw fields.fault("absent", "what is absent leads nowhere; remove \"to\" or \"absent\"");
        }
        if (!absent && to.isEmpty()) {
            throw fields.fault("to", "a link needs \"to\": what it leads to");
        }
        if (to.isPresent() && (to.get().isEmpty() || to.get().indexOf('\n') >= 0)) {
            throw fields.fault("to", "a link leads to a path: one line, not empty");
        }
        return new Wanted(fields.text("link"), to);
    }

    @Override
    public Identity identity(Wanted want) {
        return Identity.path(want.path);
    }

    @Override
    public List<Edge> edges(Wanted want) {
        List<Edge> edges = new ArrayList<>(Edge.ancestors(want.path));
        // Another target shows other things below, as making it does.
        edges.add(new Edge.ShapesBelow(want.path, Edge.When.CHANGED));
        return edges;
    }

    @Override
    public List<Question<?>> questions(Wanted want) {
        return List.of(new Stat(want.path), new LinkTarget(want.path));
    }

    @Override
    public State read(Wanted want, Answers answers) {
        return new State(answers.get(new Stat(want.path)), answers.get(new LinkTarget(want.path)));
    }

    @Override
    public Proposal propose(Wanted want, Seen<State> seen) {
        Steps<State> steps = seen.steps()
                .refuseIf(s -> s.entry instanceof Stat.Denied, Paths.denied(want.path))
                .refuseIf(
                        s -> s.entry.exists() && !s.entry.is(Stat.Type.LINK),
                        want.path + " is there and is no symbolic link; remove it first");
        if (want.to.isEmpty()) {
            return steps.presence(s -> s.entry.exists(), false)
                    .run(remove(want.path))
                    .list();
        }
        return steps.vainIf(s -> s.entry.isOrphan(), Paths.orphan(want.path))
                .presence(s -> s.entry.exists(), true)
                .compare("to", State::to, Value.of(want.to.get()))
                .run(make(want.path, Sh.quote(want.to.get())))
                .list();
    }

    private static Command remove(String path) {
        String f = Paths.at(path);
        return new Command(f + "[ ! -e \"$f\" ] && [ ! -L \"$f\" ]", f + noLink() + "rm -f \"$f\"");
    }

    private static String noLink() {
        return """
                if [ -e "$f" ] && [ ! -L "$f" ]; then
                  printf '%s is no symbolic link\\n' "$f" >&2
                  return 1
                fi
                """;
    }

    /** Replaced by a rename; a link to a directory needs {@code mv -T}, which an old BusyBox lacks. */
    private static Command make(String path, String to) {
        String test = Paths.at(path) + "[ -L \"$f\" ] && [ \"$(readlink \"$f\")\" = " + to + " ]";
        String change = Paths.at(path)
                + "n=" + Sh.quote(Paths.fresh(path)) + "\n"
                + noLink()
                + """
                if [ -e "$n" ] || [ -L "$n" ]; then rm -f "$n" || return 1; fi
                if [ ! -L "$f" ]; then
                  %1$s
                  ln -s -- %2$s "$f"
                  return
                fi
                ln -s -- %2$s "$n" || return 1
                if [ ! -d "$f" ]; then
                  mv -f "$n" "$f"
                  return
                fi
                mv -fT "$n" "$f" 2>/dev/null || { rm -f "$n" && ln -sfn -- %2$s "$f"; }""".formatted(Paths.parent(path), to);
        return new Command(test, change);
    }
}
