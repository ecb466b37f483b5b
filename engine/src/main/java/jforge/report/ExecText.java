package jforge.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jforge.exec.Ran;

/** What a command printed on many hosts, for eyes: what is the same is shown once, under the hosts' names. */
public final class ExecText {
    private final Style style;

    public ExecText(Style style) {
        this.style = style;
    }

    /** @param out takes line by line, without line ends */
    public void print(List<Ran> all, Consumer<String> out) {
        for (Map.Entry<Ran, List<String>> block : blocks(all).entrySet()) {
            Ran ran = block.getKey();
            List<String> names = HostNames.wrapped(block.getValue(), style.width());
            String how = ran.lost() != null
                    ? "  ! unreachable: " + style.printable(ran.lost())
                    : ran.status() == 0 ? "" : "  ! exit status " + ran.status();
            for (int i = 0; i < names.size(); i++) {
                String name = style.paint(Tone.TITLE, style.printable(names.get(i)));
                out.accept(i + 1 < names.size() ? name : name + style.paint(Tone.ALARM, how));
            }
            lines(ran).forEach(line -> out.accept("  " + style.printable(line)));
            if (ran.leftOut() > 0) {
                out.accept(style.paint(Tone.QUIET, "  (" + ran.leftOut() + " bytes more are left out)"));
            }
            out.accept("");
        }
        out.accept(style.paint(Tone.TITLE, totals(all)));
    }

    private static List<String> lines(Ran ran) {
        String text = new String(ran.output(), StandardCharsets.UTF_8);
        return text.isEmpty()
                ? List.of()
                : List.of((text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1));
    }

    private static Map<Ran, List<String>> blocks(List<Ran> all) {
        Map<Ran, List<String>> blocks = new LinkedHashMap<>();
        for (Ran ran : all) {
            Ran first = blocks.keySet().stream().filter(ran::sameAs).findFirst().orElse(ran);
            blocks.computeIfAbsent(first, k -> new ArrayList<>()).add(ran.host());
        }
        return blocks;
    }

    private static String totals(List<Ran> all) {
        long lost = all.stream().filter(r -> r.lost() != null).count();
        long failed = all.stream().filter(r -> r.status() != 0).count();
        List<String> parts = new ArrayList<>();
        parts.add((all.size() - lost - failed) + " fine");
        if (failed > 0) {
            parts.add(failed + " failed");
        }
        if (lost > 0) {
            parts.add(lost + " unreachable");
        }
        return Totals.hosts(all.size()) + ": " + String.join(", ", parts);
    }
}
