package jforge.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jforge.observe.Owed;
import jforge.order.Placed;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.Resource;

/** What each host is asked for a plan. */
final class HostQuestions {
    private final Map<String, List<Question<?>>> questions = new LinkedHashMap<>();
    private final Map<String, Set<String>> foreign = new LinkedHashMap<>();
    private final Planner.Probes probes;

    HostQuestions(List<Placed> placed, Planner.Probes probes, CrossChecks checks) {
        this.probes = probes;
        for (Placed one : placed) {
            Resource<?, ?> resource = one.resource();
            asked(resource)
                    .forEach(question ->
                            add(resource.ref().host(), question, resource.ref().label()));
            if (!resource.triggers().isEmpty()) {
                add(resource.ref().host(), new Owed(Markers.name(resource.ref().label())), "");
            }
        }
        checks.questions().forEach((host, more) -> more.forEach(question -> add(host, question, "a cross check")));
    }

    /** In any order, with repetitions. */
    List<Question<?>> of(String host) {
        return questions.getOrDefault(host, List.of());
    }

    /** What was asked that is not jforge's own: the inventory's probes, and the question kinds of others' modules. */
    List<String> foreign(String host) {
        return List.copyOf(foreign.getOrDefault(host, Set.of()));
    }

    private void add(String host, Question<?> question, String label) {
        questions.computeIfAbsent(host, h -> new ArrayList<>()).add(question);
        Set<String> names = foreign.computeIfAbsent(host, h -> new LinkedHashSet<>());
        QuestionKind<?, ?> kind = question.kind();
        ClassLoader loader = kind.getClass().getClassLoader();
        if (loader != Question.class.getClassLoader()) {
            names.add(kind.name() + " of " + (loader == null ? "Java" : loader.getName()));
        } else if (!kind.getClass().getPackageName().startsWith("jforge.")) {
            names.add(kind.name());
        }
        question.probe().ifPresent(text -> names.add("probe of " + label + ": " + text));
    }

    private List<Question<?>> asked(Resource<?, ?> resource) {
        return questions(resource).stream()
                .filter(q -> probes == Planner.Probes.ASKED || q.probe().isEmpty())
                .toList();
    }

    private static <D> List<Question<?>> questions(Resource<D, ?> resource) {
        return resource.type().questions(resource.desired());
    }
}
