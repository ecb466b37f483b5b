package jforge.base;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** What is below a directory and isn't declared. */
record StraysBelow(Subtree tree) implements Question<Listed> {
    private static final int MOST_LISTED = 50;
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<StraysBelow, Listed> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return tree.root();
    }

    private static final class Kind implements QuestionKind<StraysBelow, Listed> {
        @Override
        public String name() {
            return "strays-below";
        }

        @Override
        public String script(List<StraysBelow> questions) {
            StringBuilder script = new StringBuilder();
            StringBuilder calls = new StringBuilder();
            for (int i = 0; i < questions.size(); i++) {
                Subtree tree = questions.get(i).tree;
                script.append("tree").append(i).append("() {\nf=").append(Sh.quote(tree.root()));
                script.append("\n").append(Subtree.marked(tree.others()));
                script.append("\n[ -d \"$f\" ] && [ ! -L \"$f\" ] || return 0\nset -- \"$f\" -xdev\n");
                script.append(Subtree.prune(List.of(tree))).append("find \"$@\" -path ");
                script.append(Sh.quote(Subtree.below(tree.root()))).append(" -print0\n}\n");
                calls.append("tree").append(i).append(" && ");
            }
            script.append("all() {\n  ").append(calls).append("printf 'ok\\0'\n}\n");
            return script.append(TreeListing.counted(roots(questions), MOST_LISTED))
                    .toString();
        }

        /** Inner ones first. */
        private static List<String> roots(List<StraysBelow> questions) {
            return questions.stream()
                    .map(q -> q.tree.root())
                    .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                    .toList();
        }

        @Override
        public List<Listed> read(List<StraysBelow> questions, byte[] frame) throws UnreadableException {
            Map<String, Listed> found = TreeListing.read(roots(questions), frame);
            return questions.stream()
                    .map(q -> found.getOrDefault(q.tree.root(), Listed.NONE))
                    .toList();
        }
    }
}
