package jforge.apply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jforge.plan.Change;
import jforge.plan.Command;
import jforge.plan.Danger;
import jforge.plan.Difference;
import jforge.plan.Due;
import jforge.plan.HostPlan;
import jforge.plan.Look;
import jforge.plan.Merge;
import jforge.plan.Origin;
import jforge.plan.Payload;
import jforge.plan.Plan;
import jforge.plan.Ref;
import jforge.plan.Step;
import jforge.plan.Value;
import jforge.plan.Verdict;
import jforge.transport.Target;
import org.jspecify.annotations.Nullable;

/** Puts a plan together: things named "h1:a". */
final class Plans {
    private final Map<String, List<Change>> changes = new LinkedHashMap<>();
    private final Map<String, List<Merge>> merges = new LinkedHashMap<>();
    private final Map<String, List<Look>> looks = new LinkedHashMap<>();

    static Ref ref(String name) {
        return new Ref(name.replaceFirst(":.*", ""), "thing " + name.replaceFirst(".*:", ""));
    }

    static List<Ref> refs(String names) {
        return names.isEmpty()
                ? List.of()
                : List.of(names.split(" ")).stream().map(Plans::ref).toList();
    }

    /** Done when {@code test} passes; a step for each command. */
    Plans change(String name, String requires, Command... commands) {
        return add(name, refs(requires), null, commands);
    }

    /** One that writes its name to a file, once. */
    Plans change(String name, String requires) {
        return change(name, requires, writes(name));
    }

    /** An effect that writes "NAME effect" to the log, and a change before it where there are commands. */
    Plans effect(String name, String triggers, @Nullable String owed, Command... commands) {
        Command restart = new Command("false", "echo '" + name + " effect' >>\"$OUT/log\"");
        Step step = new Step(List.of(difference("in effect")), restart);
        Due due = new Due("restart", "m-" + name.replace(':', '-'), refs(triggers), owed, step);
        return add(name, List.of(), due, commands);
    }

    Plans merge(String host, Command command, String... members) {
        List<String> labels = List.of(members).stream().map(m -> "thing " + m).toList();
        merges.computeIfAbsent(host, h -> new ArrayList<>())
                .add(new Merge(labels, Merge.Bond.LOOSE, List.of(), command));
        return this;
    }

    Plans look(String host, String script, String digest) {
        looks.computeIfAbsent(host, h -> new ArrayList<>()).add(new Look("look", script, digest));
        return this;
    }

    Plan plan() {
        List<HostPlan> hosts = new ArrayList<>();
        changes.forEach((host, list) -> hosts.add(new HostPlan(
                host,
                target(host),
                null,
                looks.getOrDefault(host, List.of()),
                list,
                merges.getOrDefault(host, List.of()),
                List.of())));
        return new Plan("shop", "abc123", hosts);
    }

    static Command writes(String name) {
        String file = "\"$OUT/" + name.replace(':', '-') + '"';
        return new Command("[ -e " + file + " ]", "echo " + name + " >>\"$OUT/log\"; : >" + file);
    }

    static Command taking(String test, String change, String text) {
        Value.Text value = (Value.Text) Value.of(text);
        return new Command(test, change, List.of(new Payload.Inline("content", value)));
    }

    static Target target(String host) {
        return new Target(
                host, Target.Kind.LOCAL, "127.0.0.1", 22, "root", Target.Become.NO, List.of(), List.of(), null);
    }

    private Plans add(String name, List<Ref> requires, @Nullable Due due, Command... commands) {
        List<Step> steps = List.of(commands).stream()
                .map(c -> new Step(List.of(difference("value")), c, Danger.NONE))
                .toList();
        Ref ref = ref(name);
        Verdict verdict = steps.isEmpty() ? Verdict.EFFECT : Verdict.UPDATE;
        Change change =
                new Change(ref, new Origin("site.yaml", 1, 1), verdict, null, null, steps, due, requires, requires);
        changes.computeIfAbsent(ref.host(), h -> new ArrayList<>()).add(change);
        return this;
    }

    private static Difference difference(String attribute) {
        return new Difference(attribute, Value.of("old"), Value.of("new"));
    }
}
