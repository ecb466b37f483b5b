package jforge.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jforge.declare.Declared;
import jforge.observe.Observation;
import jforge.plan.Ref;
import jforge.resource.Answers;
import jforge.resource.CrossCheck;
import jforge.resource.Neighbours;
import jforge.resource.Question;

/** All cross checks on all hosts. What still waits for facts that nobody told is not seen by them. */
final class CrossChecks {
    private final List<CrossCheck> checks;
    private final Map<String, Neighbours> hosts;

    private CrossChecks(List<CrossCheck> checks, Map<String, Neighbours> hosts) {
        this.checks = checks;
        this.hosts = hosts;
    }

    /** @param selected hosts that may be changed: no others are checked */
    static CrossChecks of(List<CrossCheck> checks, Map<String, Declared> declared, Collection<String> selected) {
        Map<String, Neighbours> hosts = new LinkedHashMap<>();
        for (String host : selected) {
            Declared own = declared.get(host);
            if (own != null && !checks.isEmpty()) {
                hosts.put(host, new Neighbours(own.resources()));
            }
        }
        return new CrossChecks(List.copyOf(checks), hosts);
    }

    /** By host. */
    Map<String, List<Question<?>>> questions() {
        Map<String, List<Question<?>>> questions = new LinkedHashMap<>();
        hosts.forEach((host, declared) -> {
            List<Question<?>> all = new ArrayList<>();
            checks.forEach(check -> all.addAll(check.questions(declared)));
            questions.put(host, all);
        });
        return questions;
    }

    /** @param observations by host; what was not looked at is not checked */
    Map<Ref, List<CrossCheck.Finding>> findings(Map<String, Observation> observations) {
        Map<Ref, List<CrossCheck.Finding>> findings = new HashMap<>();
        hosts.forEach((host, declared) -> {
            Observation observation = observations.get(host);
            if (observation != null) {
                checks.forEach(check -> findings(check, declared, observation)
                        .forEach(found -> findings.computeIfAbsent(found.on(), ref -> new ArrayList<>())
                                .add(found)));
            }
        });
        return findings;
    }

    private static List<CrossCheck.Finding> findings(CrossCheck check, Neighbours declared, Answers answers) {
        try {
            return check.findings(declared, answers);
        } catch (Answers.NoAnswerException e) {
            return List.of(); // nothing is known that wouldn't fit
        }
    }
}
