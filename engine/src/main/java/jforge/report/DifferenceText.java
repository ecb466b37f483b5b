package jforge.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jforge.plan.Difference;
import jforge.plan.Value;

/** Differences as aligned lines: {@code mode  0600 -> 0644}; text of several lines as a diff. */
final class DifferenceText {
    private static final int LINES_OF_NEW_TEXT = 20;
    private static final int LINES_OF_DIFF = 400;
    private static final int COLUMNS = 300;

    private final Style style;
    private final boolean everything;

    /** @param everything whether long texts are shown whole */
    DifferenceText(Style style, boolean everything) {
        this.style = style;
        this.everything = everything;
    }

    /** Lines for all of them; that a thing comes or goes is said by its sign, not here. */
    List<Line> lines(List<Difference> differences) {
        List<Difference> told = differences.stream()
                .filter(d -> !d.attribute().equals(Difference.PRESENCE))
                .toList();
        int column = told.stream().mapToInt(d -> d.attribute().length()).max().orElse(0) + 2;
        List<Line> lines = new ArrayList<>();
        for (Difference difference : told) {
            String name = style.printable(difference.attribute());
            for (Line line : sides(difference)) {
                lines.add(line.indented(name + " ".repeat(Math.max(0, column - name.length()))));
                name = "";
            }
        }
        return lines;
    }

    private List<Line> sides(Difference difference) {
        Value before = difference.before();
        Value after = difference.after();
        // elsewhere than in a file it means nothing how the last line ends
        Function<String, List<String>> split = difference.attribute().equals("content")
                ? ContentDiff::lines
                : text -> text.lines().toList();
        if (isBlock(before) && isBlock(after) || isBlock(before) && isText(after) || isText(before) && isBlock(after)) {
            return diff(split, before, after);
        }
        if (isBlock(after)) {
            List<Line> lines = block(Tone.ADDED, "+", split.apply(after.shown()));
            if (isThere(before)) {
                lines.add(0, Line.plain(one(before) + " ->"));
            }
            return lines;
        }
        if (isBlock(before)) {
            List<Line> lines = block(Tone.REMOVED, "-", split.apply(before.shown()));
            if (isThere(after)) {
                lines.add(Line.plain("-> " + one(after)));
            }
            return lines;
        }
        return List.of(Line.plain(isThere(before) ? one(before) + " -> " + one(after) : one(after)));
    }

    private List<Line> diff(Function<String, List<String>> split, Value before, Value after) {
        List<String> hunks = ContentDiff.of(split.apply(before.shown()), split.apply(after.shown()));
        if (hunks.isEmpty()) {
            return List.of(new Line(Tone.QUIET, "only secrets in it change"));
        }
        List<Line> lines = new ArrayList<>();
        for (String line : bounded(hunks, LINES_OF_DIFF)) {
            lines.add(new Line(tone(line), style.printable(cut(line))));
        }
        rest(lines, hunks.size(), LINES_OF_DIFF);
        return lines;
    }

    private List<Line> block(Tone tone, String sign, List<String> all) {
        List<Line> lines = new ArrayList<>();
        for (String line : bounded(all, LINES_OF_NEW_TEXT)) {
            lines.add(new Line(tone, sign + style.printable(cut(line))));
        }
        rest(lines, all.size(), LINES_OF_NEW_TEXT);
        return lines;
    }

    private List<String> bounded(List<String> lines, int bound) {
        return everything || lines.size() <= bound ? lines : lines.subList(0, bound);
    }

    private void rest(List<Line> lines, int size, int bound) {
        int left = size - bound;
        if (!everything && left > 0) {
            lines.add(new Line(Tone.QUIET, "... " + left + (left == 1 ? " more line" : " more lines")));
        }
    }

    private String cut(String line) {
        if (everything || line.length() <= COLUMNS) {
            return line;
        }
        return line.substring(0, COLUMNS) + " ... " + (line.length() - COLUMNS) + " more characters";
    }

    private String one(Value value) {
        String shown = value.shown();
        return shown.isEmpty() ? "\"\"" : style.printable(cut(shown));
    }

    private static Tone tone(String line) {
        return switch (line.charAt(0)) {
            case '+' -> Tone.ADDED;
            case '-' -> Tone.REMOVED;
            case '@' -> Tone.QUIET;
            default -> Tone.PLAIN;
        };
    }

    private static boolean isText(Value value) {
        return value instanceof Value.Text;
    }

    private static boolean isBlock(Value value) {
        return value instanceof Value.Text && value.shown().indexOf('\n') >= 0;
    }

    private static boolean isThere(Value value) {
        return !(value instanceof Value.Absent || value instanceof Value.Unknown);
    }
}
