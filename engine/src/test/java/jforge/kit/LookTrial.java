package jforge.kit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jforge.observe.Interview;
import jforge.plan.Command;
import jforge.plan.Difference;
import jforge.plan.Payload;
import jforge.plan.Step;
import jforge.resource.Question;

/** Looking is exact and leaves no trace, and nothing that is shown or run holds a secret. */
record LookTrial<D, S>(Stage<D, S> stage) {
    void run() throws IOException {
        Snapshot before = stage.bench().snapshot();
        Map<String, String> quiet = stage.subject().frames(stage.bench());
        stage.bench().run(Busy.start());
        Map<String, String> busy = stage.subject().frames(stage.bench());
        Map<String, String> again = stage.subject().frames(stage.bench());
        stage.bench().run(Busy.stop());
        compare(quiet, busy);
        compare(busy, again);
        Map<String, String> traces = before.traces(stage.bench().snapshot(), stage.contract());
        traces.keySet().removeIf(this::mayBeTouched);
        if (!traces.isEmpty()) {
            stage.fault("looking", "a question writes:" + Stage.shown(traces));
        }
        quiet.forEach((name, bytes) -> withholds("the answer of " + name, bytes));
        withholds("a question", Interview.of(stage.subject().questions()).script());
    }

    private void compare(Map<String, String> one, Map<String, String> other) {
        one.forEach((name, bytes) -> {
            String now = String.valueOf(other.get(name));
            if (!bytes.equals(now)) {
                stage.fault("looking", name + " answers otherwise when asked again: " + bytes + ", then " + now);
            }
        });
    }

    private boolean mayBeTouched(String trace) {
        String path = trace.substring(trace.indexOf(' ') + 1);
        for (Question<?> question : stage.subject().questions()) {
            for (String prefix : question.kind().touches()) {
                // a new file changes its directory
                if (path.startsWith(prefix) || prefix.startsWith(path + "/")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** No secret stands in what a plan shows or what a host could see beside the payloads. */
    void secrets(List<Step> steps) {
        for (Step step : steps) {
            Command command = step.command();
            withholds("a test", command.test());
            withholds("a change", command.change());
            withholds("a function", command.functions());
            List<String> shown = new ArrayList<>();
            for (Difference difference : step.differences()) {
                shown.add(difference.before().shown());
                shown.add(difference.after().shown());
            }
            withholds("a difference", String.join("\n", shown));
            for (Payload payload : command.payloads()) {
                if (payload instanceof Payload.Local local) {
                    withholds("a payload's path", local.path());
                } else if (payload instanceof Payload.Inline inline
                        && inline.text().revealed().contains(Subject.CANARY)
                        && !inline.text().isSecret()) {
                    stage.fault("secret", "a payload doesn't know that it holds the secret: " + inline.name());
                }
            }
        }
    }

    private void withholds(String what, String text) {
        if (text.contains(Subject.CANARY)) {
            stage.fault("secret", what + " holds the secret: " + text);
        }
    }
}
