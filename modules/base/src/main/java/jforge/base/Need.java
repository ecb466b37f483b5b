package jforge.base;

import java.util.ArrayList;
import java.util.List;
import jforge.plan.Sh;
import jforge.plan.Value;
import jforge.question.Probe;
import jforge.question.Stat;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Question;

/** What says whether a command has to run: one condition, wanted after it ran. */
sealed interface Need {
    /** The attribute that it is declared by. */
    String attribute();

    Question<?> question();

    Seen read(Answers answers);

    /** What a plan shows as wanted. */
    Value wanted();

    /** Shell that succeeds where the command is not needed. */
    String test();

    /** Why it is needed all the same after it ran, and what to look at. */
    String stillNeeded();

    default List<Edge> edges() {
        return List.of();
    }

    /**
     * @param value what a plan shows; {@link #wanted} where the command is not needed
     * @param trouble why it can't be decided; empty where it can
     */
    record Seen(Value value, String trouble) {}

    /** It makes what is at a path. */
    record Creates(String path) implements Need {
        @Override
        public String attribute() {
            return "creates";
        }

        @Override
        public Stat question() {
            return new Stat(path, true);
        }

        @Override
        public Seen read(Answers answers) {
            Stat.Entry entry = answers.get(question());
            return new Seen(entry.exists() ? wanted() : Value.absent(), denied(entry, path));
        }

        @Override
        public Value wanted() {
            return Value.of(path);
        }

        @Override
        public String test() {
            return "[ -e " + Sh.quote(path) + " ]";
        }

        @Override
        public String stillNeeded() {
            return path + " is not there: does creates name what it makes?";
        }

        @Override
        public List<Edge> edges() {
            List<Edge> edges = new ArrayList<>(Edge.ancestors(path));
            edges.add(new Edge.ShapesBelow(path, Edge.When.CHANGED));
            return edges;
        }
    }

    /** It takes away what is at a path. */
    record Removes(String path) implements Need {
        @Override
        public String attribute() {
            return "removes";
        }

        @Override
        public Stat question() {
            return new Stat(path);
        }

        @Override
        public Seen read(Answers answers) {
            Stat.Entry entry = answers.get(question());
            return new Seen(entry.exists() ? Value.of(path) : wanted(), denied(entry, path));
        }

        @Override
        public Value wanted() {
            return Value.absent();
        }

        @Override
        public String test() {
            return "[ ! -e " + Sh.quote(path) + " ] && [ ! -L " + Sh.quote(path) + " ]";
        }

        @Override
        public String stillNeeded() {
            return path + " is still there: does removes name what it takes away?";
        }

        @Override
        public List<Edge> edges() {
            return Edge.ancestors(path);
        }
    }

    /** A closed question says so. */
    record Unless(Condition state) implements Need {
        @Override
        public String attribute() {
            return "unless";
        }

        @Override
        public Question<?> question() {
            return state.question();
        }

        @Override
        public Seen read(Answers answers) {
            return new Seen(state.holds(answers) ? wanted() : Value.of(state.shown() + ": no"), "");
        }

        @Override
        public Value wanted() {
            return Value.of(state.shown() + ": yes");
        }

        @Override
        public String test() {
            return state.test();
        }

        @Override
        public String stillNeeded() {
            return "what unless names is not so: " + state.shown();
        }

        @Override
        public List<Edge> edges() {
            return state.edges();
        }
    }

    /** Shell of the inventory says so. */
    record Probed(Probe probe) implements Need {
        @Override
        public String attribute() {
            return "probe";
        }

        @Override
        public Probe question() {
            return probe;
        }

        @Override
        public Seen read(Answers answers) {
            int status = answers.get(probe);
            String trouble = status < 124
                    ? ""
                    : "its probe gave no answer, exit status " + status + ", which is no word of the probe's own: "
                            + (status == 127
                                    ? "a command of it isn't there; require what brings it"
                                    : "it could not be run, or took more than " + Probe.SECONDS + " s");
            return new Seen(Value.of("exit status " + status), trouble);
        }

        @Override
        public Value wanted() {
            return Value.of("exit status 0");
        }

        @Override
        public String test() {
            return probe.shell();
        }

        @Override
        public String stillNeeded() {
            return "its probe says so: does the probe look at what the command changes?";
        }

        @Override
        public List<Edge> edges() {
            return List.of(new Edge.ShapedByRequired(Edge.When.CHANGED));
        }
    }

    /** It never succeeded on this host with this text. */
    record Once(String command, String digest) implements Need {
        @Override
        public String attribute() {
            return "run-once";
        }

        @Override
        public CommandRan question() {
            return new CommandRan(command);
        }

        @Override
        public Seen read(Answers answers) {
            String ran = answers.get(question());
            return new Seen(
                    ran.equals(digest) ? wanted() : Value.of(ran.equals("-") ? "never ran" : "ran with another text"),
                    "");
        }

        @Override
        public Value wanted() {
            return Value.of("ran");
        }

        @Override
        public String test() {
            String note = "\"$STATE/" + question().note() + "\"";
            return "[ -e " + note + " ] && IFS=' ' read -r ran _ <" + note + " && [ \"$ran\" = " + digest + " ]";
        }

        @Override
        public String stillNeeded() {
            return "its note can't be written below the folder of jforge on the host";
        }
    }

    private static String denied(Stat.Entry entry, String path) {
        return entry instanceof Stat.Denied ? Paths.denied(path) : "";
    }
}
