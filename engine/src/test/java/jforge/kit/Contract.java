package jforge.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jforge.resource.ResourceType;

/**
 * What is tried of one type: every declaration from every state, and what each attribute may change on a host.
 *
 * <p>A host is seen as facts with a value each: {@code there PATH}, {@code mode PATH}, {@code owner PATH}, {@code content
 * PATH} (of a file its digest, of a link where it leads), {@code sysctl net/ipv4/...}, {@code service NAME} (active), {@code process
 * NAME} (the number of its main one), {@code mount PATH}. A pattern stands for facts; in it {@code *} stands for any text.
 */
public final class Contract {
    /** One declaration from one state. */
    record Pair(String state, String wanted) {
        @Override
        public String toString() {
            return wanted + ", from " + state;
        }
    }

    final ResourceType<?, ?> type;
    final Map<String, String> states = new LinkedHashMap<>();
    final Map<String, String> wanted = new LinkedHashMap<>();
    final Map<String, List<String>> explained = new LinkedHashMap<>();
    final Map<Pair, String> refusals = new LinkedHashMap<>();
    final Map<String, String> beside = new LinkedHashMap<>();
    final List<String> noise = new ArrayList<>();
    final List<String> effects = new ArrayList<>();
    String cleanup = ":";
    int points = Integer.MAX_VALUE;

    private Contract(ResourceType<?, ?> type) {
        this.type = type;
    }

    public static Contract of(ResourceType<?, ?> type) {
        return new Contract(type);
    }

    /** A starting state: the shell that makes it, on a host that was just cleaned up. */
    public Contract state(String name, String shell) {
        states.put(name, shell);
        return this;
    }

    /** A declaration: a whole resource as YAML, without {@code on}. {@code ${secrets.canary}} is a secret. */
    public Contract wanted(String name, String yaml) {
        wanted.put(name, yaml);
        return this;
    }

    /** Facts that a step may change that shows a difference of the attribute. */
    public Contract explains(String attribute, String... patterns) {
        explained.computeIfAbsent(attribute, a -> new ArrayList<>()).addAll(List.of(patterns));
        return this;
    }

    /** Facts that don't count, whatever becomes of them: a tool's backup of its own file. */
    public Contract noise(String... patterns) {
        noise.addAll(List.of(patterns));
        return this;
    }

    /** From this state this declaration is refused or deferred, with a reason that holds this text. */
    public Contract refuses(String state, String wantedName, String reason) {
        refusals.put(new Pair(state, wantedName), reason);
        return this;
    }

    /** A file beside the inventory. */
    public Contract beside(String name, String text) {
        beside.put(name, text);
        return this;
    }

    /** Facts of which the type's effect changes at least one. */
    public Contract effectChanges(String... patterns) {
        effects.addAll(List.of(patterns));
        return this;
    }

    /** Shell that undoes what states and steps make. */
    public Contract cleanup(String shell) {
        cleanup = shell;
        return this;
    }

    /** At most so many of the commands of a change are killed or failed: for a tool that takes its time. At least 2. */
    public Contract points(int atMost) {
        points = Boolean.getBoolean("jforge.long") ? points : atMost;
        return this;
    }

    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        wanted.keySet().forEach(w -> states.keySet().forEach(s -> pairs.add(new Pair(s, w))));
        return pairs;
    }

    boolean isNoise(String fact) {
        return noise.stream().anyMatch(p -> matches(p, fact));
    }

    static boolean matches(String pattern, String fact) {
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*")
                    .append(part.isEmpty() ? "(?:)" : java.util.regex.Pattern.quote(part));
        }
        return java.util.regex.Pattern.compile(regex.toString(), java.util.regex.Pattern.DOTALL)
                .matcher(fact)
                .matches();
    }
}
