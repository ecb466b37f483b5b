package jforge.resource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jforge.plan.Command;
import jforge.plan.Danger;
import jforge.plan.Ref;
import jforge.plan.Value;
import jforge.source.Mark;

/** Resources of no particular type, put together by a test: named "h1:a", or "a" for one of the host h1. */
public final class Things {
    private Things() {}

    /** A thing that should be "new". */
    public static Thing thing(String name) {
        return new Thing(name);
    }

    /** {@link #thing} of a type whose steps are merged. */
    public static Thing merging(String name) {
        Thing thing = new Thing(name);
        thing.type = new Merged();
        return thing;
    }

    public static List<Resource<?, ?>> all(List<Thing> things) {
        List<Resource<?, ?>> all = new ArrayList<>();
        for (int i = 0; i < things.size(); i++) {
            all.add(things.get(i).resource(i + 1));
        }
        return all;
    }

    /** "h1:a" for "thing a" of h1. */
    public static String shown(Ref ref) {
        return ref.host() + ":" + ref.label().replace("thing ", "");
    }

    public static Ref ref(String name) {
        String[] parts = name.contains(":") ? name.split(":", 2) : new String[] {"h1", name};
        return new Ref(parts[0], "thing " + parts[1]);
    }

    /** A thing's identity: a path where its name is one. */
    public static Identity identity(String name) {
        return name.startsWith("/") ? Identity.path(name) : new Identity("thing", name);
    }

    record Wanted(String name, String value, List<Edge> edges, Danger danger, boolean effect) {}

    /** What is declared of one. */
    public static final class Thing {
        private final Ref ref;
        private final List<Edge> edges = new ArrayList<>();
        private final List<Resource.Link> requires = new ArrayList<>();
        private final List<Resource.Link> triggers = new ArrayList<>();
        private ResourceType<Wanted, String> type = new Type();
        private String value = "new";
        private Danger danger = Danger.NONE;

        private Thing(String name) {
            ref = ref(name);
        }

        /** @param wanted "refuse", "vain" and "defer" make the type say so, "absent" that it must not be there */
        public Thing wants(String wanted) {
            value = wanted;
            return this;
        }

        public Thing can(Danger hurt) {
            danger = hurt;
            return this;
        }

        public Thing requires(String... names) {
            for (String name : names) {
                requires.add(new Resource.Link(ref(name), new Mark("site.yaml", 1, 1)));
            }
            return this;
        }

        public Thing whenChanged(String... names) {
            for (String name : names) {
                triggers.add(new Resource.Link(ref(name), new Mark("site.yaml", 1, 1)));
            }
            return this;
        }

        public Thing edge(Edge edge) {
            edges.add(edge);
            return this;
        }

        /** @param asked counts how often it is asked what it is */
        public Thing counting(AtomicInteger asked) {
            type = new Type() {
                @Override
                public Identity identity(Wanted desired) {
                    asked.incrementAndGet();
                    return super.identity(desired);
                }
            };
            return this;
        }

        /** Waits for the declared directories above it, as every path does. */
        public Thing ancestors() {
            edges.addAll(Edge.ancestors(ref.label().replace("thing ", "")));
            return this;
        }

        /** @param line where it is declared */
        public Resource<?, ?> resource(int line) {
            Wanted wanted = new Wanted(ref.label().replace("thing ", ""), value, edges, danger, !triggers.isEmpty());
            return new Resource<>(ref, type, wanted, new Mark("site.yaml", line, 5), requires, triggers);
        }
    }

    /** What is seen of one: "old" where the host's frame says nothing of it. */
    public record Look(String name) implements Question<String> {
        private static final Kind KIND = new Kind();

        @Override
        public QuestionKind<Look, String> kind() {
            return KIND;
        }

        @Override
        public String sortKey() {
            return name;
        }

        private static final class Kind implements QuestionKind<Look, String> {
            @Override
            public String name() {
                return "look";
            }

            @Override
            public String script(List<Look> questions) {
                return "look";
            }

            @Override
            public List<String> read(List<Look> questions, byte[] frame) {
                String seen = " " + new String(frame, StandardCharsets.UTF_8) + " ";
                return questions.stream().map(q -> value(q.name, seen)).toList();
            }

            private static String value(String name, String seen) {
                int at = seen.indexOf(" " + name + "=");
                return at < 0 ? "old" : seen.substring(at + name.length() + 2, seen.indexOf(' ', at + 1));
            }
        }
    }

    private static class Type implements ResourceType<Wanted, String> {
        @Override
        public String key() {
            return "thing";
        }

        @Override
        public Schema schema() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Wanted parse(Fields fields) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Identity identity(Wanted desired) {
            return Things.identity(desired.name);
        }

        @Override
        public List<Edge> edges(Wanted desired) {
            return desired.edges;
        }

        @Override
        public List<Question<?>> questions(Wanted desired) {
            return List.of(new Look(desired.name));
        }

        @Override
        public String read(Wanted desired, Answers answers) {
            String seen = answers.get(new Look(desired.name));
            if (seen.equals("silent")) {
                throw new Answers.NoAnswerException("looking failed");
            }
            return seen;
        }

        @Override
        public Proposal propose(Wanted desired, Seen<String> seen) {
            if (desired.value.equals("refuse")) {
                return new Proposal.Refuse("a guard");
            }
            if (desired.value.equals("defer")) {
                return new Proposal.Defer("after something");
            }
            Steps<String> steps = seen.steps()
                    .vainIf(s -> desired.value.equals("vain"), "nothing to build on")
                    .presence(s -> !s.equals("absent"), !desired.value.equals("absent"));
            if (!desired.value.equals("absent")) {
                steps.compare("value", Value::of, Value.of(desired.value));
            }
            return steps.run(new Command("false", "echo " + desired.name), desired.danger)
                    .list();
        }

        @Override
        public Effect effect(Wanted desired, Seen<String> seen) {
            return new Effect("restart", new Command("false", "echo restart"), Danger.NONE);
        }
    }

    private static final class Merged extends Type implements Merging<Wanted, String> {
        @Override
        public java.util.Optional<Group> group(Wanted desired) {
            return java.util.Optional.of(new Group("", jforge.plan.Merge.Bond.LOOSE));
        }

        @Override
        public Transaction merge(List<Pending<Wanted, String>> pending) {
            String names = String.join(
                    " ", pending.stream().map(p -> p.desired().name()).toList());
            return new Transaction(new Command("false", "echo " + names), List.of(names));
        }
    }
}
