package jforge.base;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jforge.plan.Danger;
import jforge.plan.Value;
import jforge.question.Digest;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Effect;
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

/** A shell command of the inventory, run only where something says that it is needed. */
@SuppressWarnings("rawtypes") // a service is named by its raw type
@AutoService(ResourceType.class)
public final class CommandType implements ResourceType<CommandType.Wanted, CommandType.State> {
    /**
     * @param run the shell text
     * @param need its condition; null where only {@code when-changed} runs it
     * @param environment by name; may be secret, as {@code stdin} may
     * @param timeout in seconds
     */
    public record Wanted(
            String name,
            String run,
            @Nullable Need need,
            Optional<String> user,
            Optional<String> directory,
            Map<String, Value.Text> environment,
            Optional<Value.Text> stdin,
            long timeout,
            Danger danger) {
        public Wanted {
            environment = java.util.Collections.unmodifiableMap(new TreeMap<>(environment));
        }

        String digest() {
            return Digest.of(run);
        }
    }

    /** @param seen what its condition says; null where it has none */
    public record State(Need.@Nullable Seen seen) {}

    @Override
    public String key() {
        return "command";
    }

    @Override
    public Schema schema() {
        return Schema.of(
                        "A shell command, run where one condition says that it is needed (creates, removes, unless, probe or"
                                + " run-once), and after what when-changed names; never blindly.")
                .required(
                        "command",
                        Kind.TEXT,
                        "The shell text. With run, its name: what requires, when-changed and --allow call it.")
                .optional("run", Kind.TEXT, "The shell text, of any number of lines; the first that fails ends it.")
                .optional("creates", Kind.PATH, "Needed where nothing is there; a symbolic link is followed.")
                .optional("removes", Kind.PATH, "Needed where something is there.")
                .optional(
                        "unless",
                        Kind.TEXT_MAP,
                        "Needed unless it is so: { path: /x } is there, { package: x } is installed, { unit: x, is: active }"
                                + " or enabled, { line: x, in: /y } is there.")
                .optional(
                        "probe",
                        Kind.TEXT,
                        "Shell that looks, at planning too: needed where it ends with 1 to 123, not needed with 0. More, or"
                                + " not ended after 30 seconds, is no answer, and refuses. It is trusted to change nothing;"
                                + " plans list it, --no-probes leaves it out.")
                .optional("run-once", Kind.FLAG, "true: needed until this text has succeeded once on the host.")
                .optional("user", Kind.TEXT, "Who runs it, and the probe, by su. Default: root, or who logs in.")
                .optional("directory", Kind.PATH, "Where it runs. Default: /.")
                .optional("environment", Kind.SENSITIVE_MAP, "Variables that it finds in its environment.")
                .optional("stdin", Kind.SENSITIVE_TEXT, "What it reads on standard input. Default: nothing.")
                .optional("timeout", Kind.NUMBER, "Seconds until it is stopped and has failed. Default: 1200.")
                .optional("danger", Kind.TEXT, "none, disruptive, risky or destructive. Default: disruptive.")
                .example("command: newaliases\ncreates: /etc/aliases.db\n")
                .example("""
                        command: shop-schema
                        run: |
                          shop-db create --if-absent
                          shop-db migrate
                        probe: shop-db migrate --check
                        user: shop
                        environment: { SHOP_DB: /srv/shop/db }
                        """)
                .example("command: timedatectl set-timezone UTC\nunless: { line: UTC, in: /etc/timezone }\n")
                .example("command: initialise-shop --seed\nrun-once: true\ndanger: risky\n")
                .build();
    }

    @Override
    public Wanted parse(Fields fields) {
        return CommandFields.parse(fields);
    }

    @Override
    public Identity identity(Wanted want) {
        return new Identity("command", want.name);
    }

    @Override
    public List<Edge> edges(Wanted want) {
        List<Edge> edges = new ArrayList<>();
        if (want.need != null) {
            edges.addAll(want.need.edges());
        }
        want.user.ifPresent(user -> edges.add(new Edge.Requires(new Identity("user", user))));
        want.directory.ifPresent(path -> {
            edges.addAll(Edge.ancestors(path));
            edges.add(new Edge.Requires(Identity.path(path)));
        });
        return edges;
    }

    @Override
    public List<Question<?>> questions(Wanted want) {
        return want.need == null ? List.of() : List.of(want.need.question());
    }

    @Override
    public State read(Wanted want, Answers answers) {
        return new State(want.need == null ? null : want.need.read(answers));
    }

    @Override
    public Proposal propose(Wanted want, Seen<State> seen) {
        Need need = want.need;
        if (need == null) {
            return Proposal.nothing();
        }
        Steps<State> steps = seen.steps();
        State state = seen.state();
        if (state != null && state.seen != null && !state.seen.trouble().isEmpty()) {
            return new Proposal.Refuse(state.seen.trouble());
        }
        steps.compare(need.attribute(), s -> s.seen == null ? Value.absent() : s.seen.value(), need.wanted());
        if (!want.run.equals(want.name)) {
            Value run = Value.of(want.run);
            steps.compare("run", s -> needed(need, s) ? Value.absent() : run, run);
        }
        return steps.run(CommandScript.needed(want, need), want.danger).list();
    }

    private static boolean needed(Need need, State state) {
        return state.seen == null || !state.seen.value().equals(need.wanted());
    }

    /** None where its own step runs it. */
    @Override
    public @Nullable Effect effect(Wanted want, Seen<State> seen) {
        State state = seen.state();
        if (want.need != null && state != null && needed(want.need, state)) {
            return null;
        }
        return new Effect("run", CommandScript.afterChange(want), want.danger);
    }
}
