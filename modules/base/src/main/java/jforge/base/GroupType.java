package jforge.base;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import jforge.plan.Command;
import jforge.plan.Danger;
import jforge.plan.Sh;
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

/** A group of users. */
@SuppressWarnings("rawtypes") // a service is named by its raw type
@AutoService(ResourceType.class)
public final class GroupType implements ResourceType<GroupType.Desired, GroupType.State> {
    /** @param gid empty where any will do; text, as hosts show it */
    public record Desired(String name, Optional<String> gid, boolean system, boolean absent) {}

    /** @param gid empty where there is no such group */
    public record State(Optional<String> gid) {}

    @Override
    public String key() {
        return "group";
    }

    @Override
    public Schema schema() {
        return Schema.of("A group of users.")
                .required("group", Schema.Kind.TEXT, "Its name.")
                .optional("gid", Schema.Kind.NUMBER, "Its number. Default: the next free one, kept once it is there.")
                .optional("system", Schema.Kind.FLAG, "true: its number comes from the system's range when it is made.")
                .optional(
                        "absent",
                        Schema.Kind.FLAG,
                        "true: it must not be there; fails while it is a user's primary group.")
                .example("group: deploy\ngid: 2001\n")
                .example("group: app\nsystem: true\n")
                .build();
    }

    @Override
    public Desired parse(Fields fields) {
        return new Desired(
                AccountName.check(fields, "group", fields.text("group")),
                fields.number("gid").map(n -> AccountName.checkId(fields, "gid", n)),
                fields.flag("system").orElse(false),
                fields.flag("absent").orElse(false));
    }

    @Override
    public Identity identity(Desired desired) {
        return identity(desired.name());
    }

    static Identity identity(String name) {
        return new Identity("group", name);
    }

    @Override
    public List<Edge> edges(Desired desired) {
        return List.of();
    }

    @Override
    public List<Question<?>> questions(Desired desired) {
        return List.of(new Groups(desired.name()));
    }

    @Override
    public State read(Desired desired, Answers answers) {
        return new State(answers.get(new Groups(desired.name())).map(Groups.Entry::gid));
    }

    @Override
    public Proposal propose(Desired desired, Seen<State> seen) {
        Steps<State> steps = seen.steps().presence(s -> s.gid().isPresent(), !desired.absent());
        if (desired.absent()) {
            return steps.run(remove(desired.name())).list();
        }
        desired.gid().ifPresent(gid -> steps.compare("gid", GroupType::shownGid, Value.of(gid)));
        boolean renumber = renumbers(seen);
        return steps.run(make(desired, renumber), renumber ? Danger.RISKY : Danger.NONE)
                .list();
    }

    /** Files keep the old number: somebody who sees the present one has to agree. */
    private static boolean renumbers(Seen<State> seen) {
        State state = seen.state();
        return state != null && state.gid().isPresent();
    }

    private static Command make(Desired desired, boolean renumber) {
        String name = Sh.quote(desired.name());
        String gid = desired.gid().map(Sh::quote).orElse("");
        String test =
                entry(name) + (gid.isEmpty() ? "  return 0\n" : "  [ \"$gid\" = " + gid + " ]; return\n") + MISSING;
        String other = renumber
                ? "if command -v groupmod >/dev/null; then groupmod -g " + gid + " -- " + name + "; else\n"
                        + AccountFiles.renumberGroup(desired.name(), gid) + "fi"
                : "echo " + Sh.quote("the group " + desired.name() + " is there with another gid: plan again")
                        + " >&2; exit 1";
        String there = gid.isEmpty() ? ":" : other;
        String change = """
                found=
                while IFS=: read -r group rest; do
                  case $group in %s) found=$rest ;; esac
                done </etc/group
                if [ -n "$found" ]; then
                  %s
                elif command -v groupadd >/dev/null; then
                  groupadd%s%s -- %s
                else
                  %s
                fi
                """.formatted(
                        name,
                        there,
                        desired.system() ? " -r" : "",
                        gid.isEmpty() ? "" : " -g " + gid,
                        name,
                        AccountFiles.createGroup(desired.name(), desired.gid(), desired.system()));
        return new Command(test, change);
    }

    private static Command remove(String group) {
        String name = Sh.quote(group);
        return new Command(
                entry(name) + "  return 1\ndone </etc/group\n",
                "if command -v groupdel >/dev/null; then\n  groupdel -- " + name + "\nelse\n"
                        + AccountFiles.removeGroup(group) + "fi");
    }

    /** Begins a loop whose body runs for the group's entry. */
    private static String entry(String name) {
        return "while IFS=: read -r group x gid rest; do\n  [ \"$group\" = " + name + " ] || continue\n"
                + "  : \"$x$gid$rest\"\n";
    }

    private static final String MISSING = "done </etc/group\nreturn 1\n";

    private static Value shownGid(State state) {
        return state.gid().map(Value::of).orElse(Value.absent());
    }
}
