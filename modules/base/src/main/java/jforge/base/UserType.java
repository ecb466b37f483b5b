package jforge.base;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import jforge.plan.Danger;
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

/** A user of the host. Attributes that aren't declared are left as they are. */
@SuppressWarnings("rawtypes") // a service is named by its raw type
@AutoService(ResourceType.class)
public final class UserType implements ResourceType<UserType.Desired, UserType.State> {
    /**
     * @param group the primary group; empty for one of the user's own name, made with it
     * @param exclusive no other supplementary group than {@code groups}
     */
    public record Desired(
            String name,
            Optional<String> uid,
            Optional<String> group,
            Set<String> groups,
            boolean exclusive,
            Optional<String> home,
            Optional<String> shell,
            Optional<String> comment,
            boolean system,
            boolean createHome,
            Optional<PasswordHash> password,
            boolean absent) {}

    /**
     * @param entry empty where there is no such user
     * @param group the primary group: its name where that was asked for, else its number
     * @param groups supplementary ones: of the declared, or all where they are exclusive
     * @param password none where it was not asked for
     */
    public record State(Optional<Passwd.Entry> entry, String group, Set<String> groups, Shadow.Found password) {}

    @Override
    public String key() {
        return "user";
    }

    @Override
    public Schema schema() {
        return Schema.of("A user of the host.")
                .required("user", Schema.Kind.TEXT, "Its name.")
                .optional("uid", Schema.Kind.NUMBER, "Its number. Default: the next free one, kept once it is there.")
                .optional("group", Schema.Kind.TEXT, "Its primary group. Default: one of its own name, made with it.")
                .optional("groups", Schema.Kind.TEXTS, "Supplementary groups that it is added to; it keeps others.")
                .optional(
                        "exclusive-groups",
                        Schema.Kind.FLAG,
                        "true: it is taken out of all other supplementary groups.")
                .optional("home", Schema.Kind.PATH, "Its home; a later change of it moves no files.")
                .optional("shell", Schema.Kind.PATH, "Its login shell.")
                .optional("comment", Schema.Kind.TEXT, "Its full name or purpose.")
                .optional("system", Schema.Kind.FLAG, "true: its number comes from the system's range when it is made.")
                .optional(
                        "create-home",
                        Schema.Kind.FLAG,
                        "Whether the home is made with it, from /etc/skel. Default: true, but for a system user.")
                .optional(
                        PasswordHash.ATTRIBUTE,
                        Schema.Kind.SENSITIVE_TEXT,
                        "The hash of its password as crypt(5) has it, always treated as a secret; \"*\" for nobody, who"
                                + " still logs in by key. Default: left as it is; a new user has none.")
                .optional("absent", Schema.Kind.FLAG, "true: it must not be there; its home is kept.")
                .example("user: deploy\ngroups: [sudo]\nshell: /bin/bash\n")
                .example("user: app\nsystem: true\nhome: /srv/app\nshell: /usr/sbin/nologin\n")
                .example("user: ops\npassword-hash: \"*\"\n")
                .build();
    }

    @Override
    public Desired parse(Fields fields) {
        boolean system = fields.flag("system").orElse(false);
        String name = AccountName.check(fields, "user", fields.text("user"));
        Set<String> groups = new TreeSet<>();
        fields.texts("groups").forEach(g -> groups.add(AccountName.check(fields, "groups", g)));
        boolean absent = fields.flag("absent").orElse(false);
        if (absent && name.equals("root")) {
            throw fields.fault("absent", "root can't be removed: a host does not start without it");
        }
        return new Desired(
                name,
                fields.number("uid").map(n -> AccountName.checkId(fields, "uid", n)),
                fields.optionalText("group").map(g -> AccountName.check(fields, "group", g)),
                groups,
                fields.flag("exclusive-groups").orElse(false),
                field(fields, "home"),
                field(fields, "shell"),
                field(fields, "comment"),
                system,
                fields.flag("create-home").orElse(!system),
                PasswordHash.parse(fields, name),
                absent);
    }

    private static Optional<String> field(Fields fields, String name) {
        Optional<String> text = fields.optionalText(name);
        if (text.filter(t -> t.indexOf(':') >= 0 || t.indexOf('\n') >= 0).isPresent()) {
            throw fields.fault(name, name + " can't hold a colon or a line's end: /etc/passwd separates by them");
        }
        return text;
    }

    @Override
    public Identity identity(Desired desired) {
        return new Identity("user", desired.name());
    }

    @Override
    public List<Edge> edges(Desired desired) {
        if (desired.absent()) {
            // userdel takes a group of the same name with it
            return List.of(new Edge.Shapes(GroupType.identity(desired.name()), Edge.When.MADE_OR_REMOVED));
        }
        List<Edge> edges = new ArrayList<>();
        edges.add(new Edge.Requires(GroupType.identity(desired.group().orElse(desired.name()))));
        desired.groups().forEach(g -> edges.add(new Edge.Requires(GroupType.identity(g))));
        if (desired.createHome()) {
            String home = desired.home().orElse("/home/" + desired.name());
            edges.addAll(Edge.ancestors(home));
            edges.add(new Edge.ShapesBelow(home, Edge.When.MADE_OR_REMOVED));
        }
        return edges;
    }

    @Override
    public List<Question<?>> questions(Desired desired) {
        List<Question<?>> questions = new ArrayList<>();
        questions.add(new Passwd(desired.name()));
        desired.group().ifPresent(g -> questions.add(new Groups(g)));
        desired.password().ifPresent(p -> questions.add(new Shadow(p.user())));
        if (desired.exclusive()) {
            questions.add(new Memberships(desired.name()));
        } else {
            desired.groups().forEach(g -> questions.add(new Groups(g)));
        }
        return questions;
    }

    @Override
    public State read(Desired desired, Answers answers) {
        Optional<Passwd.Entry> entry = answers.get(new Passwd(desired.name()));
        String gid = entry.map(Passwd.Entry::gid).orElse("");
        String group = desired.group()
                .filter(g ->
                        answers.get(new Groups(g)).map(e -> e.gid().equals(gid)).orElse(false))
                .orElse(gid);
        Shadow.Found password =
                desired.password().map(p -> answers.get(new Shadow(p.user()))).orElseGet(Shadow.Found.None::new);
        return new State(entry, group, groups(desired, answers), password);
    }

    private static Set<String> groups(Desired desired, Answers answers) {
        if (desired.exclusive()) {
            return answers.get(new Memberships(desired.name()));
        }
        Set<String> in = new TreeSet<>();
        for (String group : desired.groups()) {
            answers.get(new Groups(group))
                    .filter(e -> e.members().contains(desired.name()))
                    .ifPresent(e -> in.add(group));
        }
        return in;
    }

    @Override
    public Proposal propose(Desired desired, Seen<State> seen) {
        Steps<State> steps = seen.steps().presence(s -> s.entry().isPresent(), !desired.absent());
        if (desired.absent()) {
            return steps.run(UserCommands.remove(desired.name())).list();
        }
        compare(steps, "uid", desired.uid(), Passwd.Entry::uid);
        desired.group().ifPresent(g -> steps.compare("group", UserType::group, Value.of(g)));
        if (desired.exclusive() || !desired.groups().isEmpty()) {
            steps.compare("groups", s -> shown(s.groups()), shown(desired.groups()));
        }
        compare(steps, "home", desired.home(), Passwd.Entry::home);
        compare(steps, "shell", desired.shell(), Passwd.Entry::shell);
        compare(steps, "comment", desired.comment(), Passwd.Entry::comment);
        boolean renumber = renumbers(desired, seen);
        steps.run(UserCommands.make(desired, renumber), renumber ? Danger.RISKY : Danger.NONE);
        desired.password().ifPresent(p -> password(p, steps));
        return steps.list();
    }

    private static void password(PasswordHash wanted, Steps<State> steps) {
        steps.refuseIf(
                        s -> s.password() instanceof Shadow.Found.Denied,
                        "/etc/shadow can't be read; log in as root or set become: sudo")
                .compare("password", s -> wanted.seen(s.password()), wanted.text())
                .run(wanted.command());
    }

    /** Files outside of the home keep the old number: somebody who sees the present one has to agree. */
    private static boolean renumbers(Desired desired, Seen<State> seen) {
        State state = seen.state();
        return state != null
                && desired.uid().isPresent()
                && state.entry()
                        .filter(e -> !desired.uid().get().equals(e.uid()))
                        .isPresent();
    }

    private static void compare(
            Steps<State> steps, String attribute, Optional<String> wanted, Function<Passwd.Entry, String> seen) {
        wanted.ifPresent(w -> steps.compare(
                attribute, s -> s.entry().map(e -> Value.of(seen.apply(e))).orElse(Value.absent()), Value.of(w)));
    }

    private static Value group(State state) {
        return state.entry().isPresent() ? Value.of(state.group()) : Value.absent();
    }

    private static Value shown(Set<String> groups) {
        return groups.isEmpty() ? Value.absent() : Value.of(String.join(", ", groups));
    }
}
