package jforge.base;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * Which paths of a directory's own are owned otherwise than they should be. One {@code find} for all directories that don't
 * lie in each other.
 */
record OwnedBelow(Subtree tree, TreeRules rules) implements Question<Listed> {
    private static final int MOST_LISTED = 5;
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<OwnedBelow, Listed> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return tree.root();
    }

    private static final class Kind implements QuestionKind<OwnedBelow, Listed> {
        @Override
        public String name() {
            return "owned-below";
        }

        @Override
        public String script(List<OwnedBelow> questions) {
            Map<List<String>, String> accounts = accounts(questions);
            StringBuilder script = new StringBuilder();
            if (!accounts.isEmpty()) {
                script.append("known() {\n  find / -prune \"$@\" >/dev/null 2>&1 && return\n");
                script.append("  [ $? -eq 1 ] || exit 3\n  return 1\n}\n");
            }
            accounts.forEach((words, name) -> script.append(name)
                    .append("=\nif known ")
                    .append(Sh.words(words))
                    .append("; then ")
                    .append(name)
                    .append("=1; fi\n"));
            List<List<OwnedBelow>> layers = layers(questions);
            StringBuilder calls = new StringBuilder();
            for (int i = 0; i < layers.size(); i++) {
                script.append("layer").append(i).append("() {\n");
                script.append(layer(layers.get(i), accounts)).append("}\n");
                calls.append("layer").append(i).append(" && ");
            }
            List<String> others = questions.stream()
                    .flatMap(q -> q.tree.others().stream())
                    .distinct()
                    .toList();
            script.append("all() {\n  ").append(Subtree.marked(others)).append("\n  ");
            script.append(calls).append("printf 'ok\\0'\n}\n");
            return script.append(TreeListing.counted(roots(questions), MOST_LISTED))
                    .toString();
        }

        /** Words of {@code find} that need an account to be there, with the variable that says whether it is. */
        private static Map<List<String>, String> accounts(List<OwnedBelow> questions) {
            Map<List<String>, String> accounts = new LinkedHashMap<>();
            for (OwnedBelow question : questions) {
                question.rules.owner().ifPresent(o -> put(accounts, "-user", o));
                question.rules.group().ifPresent(g -> put(accounts, "-group", g));
            }
            return accounts;
        }

        private static void put(Map<List<String>, String> accounts, String option, String name) {
            if (!Ownership.isNumber(name)) {
                accounts.putIfAbsent(List.of(option, name), "known" + accounts.size());
            }
        }

        /** No two directories of a layer lie in each other. */
        private static List<List<OwnedBelow>> layers(List<OwnedBelow> questions) {
            Map<Long, List<OwnedBelow>> layers = new TreeMap<>();
            for (OwnedBelow question : questions) {
                long depth = questions.stream()
                        .filter(q -> question.tree.root().startsWith(q.tree.root() + "/"))
                        .count();
                layers.computeIfAbsent(depth, d -> new ArrayList<>()).add(question);
            }
            return List.copyOf(layers.values());
        }

        private static String layer(List<OwnedBelow> layer, Map<List<String>, String> accounts) {
            StringBuilder text = new StringBuilder("set --\nfor p in ");
            text.append(Sh.words(layer.stream().map(q -> q.tree.root()).collect(Collectors.toList())));
            text.append("; do\n  if [ -d \"$p\" ] && [ ! -L \"$p\" ]; then set -- \"$@\" \"$p\"; fi\ndone\n");
            text.append("[ $# -gt 0 ] || return 0\nset -- \"$@\" -xdev\n");
            text.append(Subtree.prune(layer.stream().map(OwnedBelow::tree).toList()));
            text.append("set -- \"$@\" '(' -path none\n");
            for (OwnedBelow question : layer) {
                List<String> tests = new ArrayList<>();
                question.rules.owner().ifPresent(o -> test(accounts.get(List.of("-user", o)), tests));
                question.rules.group().ifPresent(g -> test(accounts.get(List.of("-group", g)), tests));
                text.append("set -- \"$@\" -o -path ").append(Sh.quote(Subtree.below(question.tree.root())));
                String rules = "set -- \"$@\" " + Sh.words(question.rules.otherwise());
                text.append('\n')
                        .append(
                                tests.isEmpty()
                                        ? rules
                                        : "if " + String.join(" && ", tests) + "; then\n  " + rules + "\nfi");
                text.append('\n');
            }
            return text.append("find \"$@\" ')' -print0\n").toString();
        }

        private static void test(@org.jspecify.annotations.Nullable String variable, List<String> tests) {
            if (variable != null) {
                tests.add("[ -n \"$" + variable + "\" ]");
            }
        }

        /** Inner ones first. */
        private static List<String> roots(List<OwnedBelow> questions) {
            return questions.stream()
                    .map(q -> q.tree.root())
                    .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                    .toList();
        }

        @Override
        public List<Listed> read(List<OwnedBelow> questions, byte[] frame) throws UnreadableException {
            Map<String, Listed> found = TreeListing.read(roots(questions), frame);
            return questions.stream()
                    .map(q -> found.getOrDefault(q.tree.root(), Listed.NONE))
                    .toList();
        }
    }
}
