package jforge.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import jforge.plan.Change;
import jforge.plan.HostPlan;
import jforge.plan.Plan;

/** A plan for eyes: what looks the same on many hosts is shown once, under their names. */
public final class PlanText {
    /**
     * How much is shown.
     *
     * @param commands every command word for word, too
     * @param everything long texts and lists whole
     */
    public record Detail(boolean commands, boolean everything) {}

    private final Style style;
    private final Detail detail;

    public PlanText(Style style, Detail detail) {
        this.style = style;
        this.detail = detail;
    }

    /**
     * Prints the whole plan.
     *
     * @param looked how long looking took
     * @param out takes line by line, without line ends
     */
    public void print(Plan plan, Duration looked, Consumer<String> out) {
        Totals totals = Totals.of(plan);
        out.accept(style.printable(plan.inventory()) + ": "
                + Totals.hosts(plan.hosts().size()) + ", "
                + totals.resources() + (totals.resources() == 1 ? " resource" : " resources") + ", looked at in "
                + seconds(looked));
        if (plan.hosts().isEmpty()) {
            out.accept("no host is left by --limit, --exclude and what the hosts' facts say");
        }
        probes(plan, out);
        out.accept("");
        changes(plan, out);
        out.accept(style.paint(Tone.TITLE, totals.line(plan)));
    }

    /** Prints what is not as declared, without a header and totals. */
    public void changes(Plan plan, Consumer<String> out) {
        for (Map.Entry<List<String>, List<Entry>> block : blocks(plan).entrySet()) {
            for (String line : HostNames.wrapped(block.getKey(), style.width())) {
                out.accept(style.paint(Tone.TITLE, style.printable(line)));
            }
            for (Entry entry : block.getValue()) {
                out.accept(head(entry));
                entry.body().forEach(l -> out.accept(style.paint(l.tone(), l.text())));
            }
            out.accept("");
        }
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private void probes(Plan plan, Consumer<String> out) {
        Map<String, List<String>> asked = new TreeMap<>();
        for (HostPlan host : plan.hosts()) {
            host.probes()
                    .forEach(p ->
                            asked.computeIfAbsent(p, k -> new ArrayList<>()).add(host.host()));
        }
        asked.forEach((probe, hosts) -> out.accept(
                style.printable("looked with a question of its own: " + probe + " (" + HostNames.of(hosts) + ")")));
    }

    /** Entries by the hosts that have them, in the order they are met. */
    private Map<List<String>, List<Entry>> blocks(Plan plan) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, List<String>> hosts = new LinkedHashMap<>();
        ChangeText text = new ChangeText(style, detail, plan.id());
        for (HostPlan host : plan.hosts()) {
            for (Entry entry : entries(text, host)) {
                String key = entry.text();
                entries.putIfAbsent(key, entry);
                hosts.computeIfAbsent(key, k -> new ArrayList<>()).add(host.host());
            }
        }
        Map<List<String>, List<Entry>> blocks = new LinkedHashMap<>();
        hosts.forEach((key, names) ->
                blocks.computeIfAbsent(names, k -> new ArrayList<>()).add(entries.get(key)));
        return blocks;
    }

    private List<Entry> entries(ChangeText text, HostPlan host) {
        List<Entry> entries = new ArrayList<>();
        if (host.unreachable() != null) {
            Line head = new Line(Tone.ALARM, style.printable("  ! unreachable: " + host.unreachable()));
            entries.add(new Entry(head, "", List.of()));
        }
        for (Change change : host.changes()) {
            if (change.shown()) {
                entries.add(text.entry(host, change));
            }
        }
        return entries;
    }

    private String head(Entry entry) {
        String left = entry.head().text();
        String painted = style.paint(entry.head().tone(), left);
        if (entry.origin().isEmpty()) {
            return painted;
        }
        int gap = style.width() - left.length() - entry.origin().length();
        return painted + " ".repeat(Math.max(2, gap)) + style.paint(Tone.QUIET, entry.origin());
    }
}
