package jforge.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;

/** Two texts as the body of a unified diff. */
final class ContentDiff {
    private static final int LINES_AROUND = 3;
    /** Beyond this many differing lines the search for the smallest diff takes longer than anybody waits. */
    private static final int SEARCHED = 6000;

    private ContentDiff() {}

    /** The lines of a text; a last one without an end says so. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int last = lines.size() - 1;
        String rest = lines.remove(last);
        if (!rest.isEmpty()) {
            lines.add(rest + " (no newline at the end)");
        }
        return lines;
    }

    /** Hunks, each with its header; none when the texts agree. */
    static List<String> of(List<String> before, List<String> after) {
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff("a", "b", before, patch(before, after), LINES_AROUND);
        return diff.isEmpty() ? diff : diff.subList(2, diff.size());
    }

    private static Patch<String> patch(List<String> before, List<String> after) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        if (before.size() + after.size() - 2 * (head + tail) <= SEARCHED) {
            return DiffUtils.diff(before, after);
        }
        Patch<String> whole = new Patch<>();
        whole.addDelta(new ChangeDelta<>(
                new Chunk<>(head, before.subList(head, before.size() - tail)),
                new Chunk<>(head, after.subList(head, after.size() - tail))));
        return whole;
    }
}
