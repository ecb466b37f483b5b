package jforge.declare;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.source.InventoryException;
import jforge.source.Mark;

/**
 * What stands between <code>${</code> and <code>}</code>.
 *
 * @param text as written
 * @param steps the first one is a root: "vars"
 */
record Reference(String text, List<Step> steps, Mark mark) {
    private static final Pattern STEP =
            Pattern.compile("\\.?([A-Za-z_][A-Za-z0-9_-]*)|\\[([0-9]{1,6})]|\\[\"([^\"]*)\"]|\\['([^']*)']");

    /**
     * A name, or where it is empty a place in a list.
     *
     * @param index from 0
     */
    record Step(String key, int index) {
        boolean isIndex() {
            return key.isEmpty();
        }
    }

    /** @throws InventoryException if it is anything else than names and indexes */
    static Reference parse(String text, Mark mark) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = 0;
        while (at < text.length()) {
            boolean dotted = text.charAt(at) == '.';
            if (!matcher.find(at) || matcher.start() != at || dotted == steps.isEmpty() && matcher.group(1) != null) {
                throw notAName(text, mark);
            }
            steps.add(step(matcher));
            at = matcher.end();
        }
        if (steps.isEmpty() || steps.get(0).isIndex()) {
            throw notAName(text, mark);
        }
        return new Reference(text, steps, mark);
    }

    private static Step step(Matcher matcher) {
        if (matcher.group(2) != null) {
            return new Step("", Integer.parseInt(matcher.group(2)));
        }
        for (int group : new int[] {1, 3, 4}) {
            String key = matcher.group(group);
            if (key != null && !key.isEmpty()) {
                return new Step(key, -1);
            }
        }
        return new Step("", Integer.MAX_VALUE);
    }

    private static InventoryException notAName(String text, Mark mark) {
        return new InventoryException(
                mark,
                "\"${" + text + "}\" is no name; inside ${...} stand only names like vars.x.y and vars.list[0],"
                        + " and $${ is a literal ${");
    }

    Step step(int index) {
        return steps.get(index);
    }

    int size() {
        return steps.size();
    }

    /** The first steps, as one would write them. */
    String upTo(int count) {
        StringBuilder shown = new StringBuilder();
        for (Step step : steps.subList(0, count)) {
            if (step.isIndex()) {
                shown.append('[').append(step.index()).append(']');
            } else {
                shown.append(shown.length() == 0 ? "" : ".").append(step.key());
            }
        }
        return shown.toString();
    }

    InventoryException fault(String problem) {
        return new InventoryException(mark, problem);
    }
}
