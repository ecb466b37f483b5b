package jforge.base;

import java.util.ArrayList;
import java.util.List;
import jforge.plan.Sh;
import jforge.question.MatchingLines;
import jforge.question.Stat;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Identity;
import jforge.resource.Question;

/** What {@code unless} can ask: the closed set. */
sealed interface Condition {
    Question<?> question();

    boolean holds(Answers answers);

    String test();

    String shown();

    Edge edge();

    default List<Edge> edges() {
        return List.of(edge());
    }

    /** Something stands at a path. */
    record PathThere(String path) implements Condition {
        @Override
        public Stat question() {
            return new Stat(path, true);
        }

        @Override
        public boolean holds(Answers answers) {
            return answers.get(question()).exists();
        }

        @Override
        public String test() {
            return "[ -e " + Sh.quote(path) + " ]";
        }

        @Override
        public String shown() {
            return "path " + path;
        }

        @Override
        public Edge edge() {
            return new Edge.ShapedBy(Identity.path(path), Edge.When.MADE_OR_REMOVED);
        }

        @Override
        public List<Edge> edges() {
            List<Edge> edges = new ArrayList<>(Edge.ancestors(path));
            edges.add(edge());
            return edges;
        }
    }

    /** A package is installed. */
    record PackageThere(String name) implements Condition {
        @Override
        public InstalledPackage question() {
            return new InstalledPackage(name);
        }

        @Override
        public boolean holds(Answers answers) {
            return answers.get(question());
        }

        @Override
        public String test() {
            return question().test();
        }

        @Override
        public String shown() {
            return "package " + name;
        }

        @Override
        public Edge edge() {
            return new Edge.ShapedBy(PackageType.identity(name), Edge.When.MADE_OR_REMOVED);
        }
    }

    /** A unit is active, or enabled. */
    record UnitIs(String unit, boolean enabled) implements Condition {
        @Override
        public UnitState question() {
            return new UnitState(unit);
        }

        @Override
        public boolean holds(Answers answers) {
            UnitState.Answer answer = answers.get(question());
            return enabled ? answer.enabled() : answer.running();
        }

        @Override
        public String test() {
            return (enabled ? UnitCommands.enable(unit) : UnitCommands.start(unit)).test();
        }

        @Override
        public String shown() {
            return "unit " + unit + " is " + (enabled ? "enabled" : "active");
        }

        @Override
        public Edge edge() {
            return new Edge.ShapedBy(new Identity("service", unit), Edge.When.CHANGED);
        }
    }

    /** A file has a line. */
    record LineThere(String line, String path) implements Condition {
        @Override
        public MatchingLines question() {
            return new MatchingLines(path, line, "");
        }

        @Override
        public boolean holds(Answers answers) {
            return answers.get(question()) instanceof MatchingLines.Lines lines && lines.count() > 0;
        }

        @Override
        public String test() {
            return LineScript.edit(new LineType.Wanted(line, path, "", false, false))
                    .test();
        }

        @Override
        public String shown() {
            return "line " + line + " in " + path;
        }

        @Override
        public Edge edge() {
            return new Edge.ShapedBy(Identity.path(path), Edge.When.CHANGED);
        }
    }
}
