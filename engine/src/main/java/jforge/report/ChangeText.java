package jforge.report;

import java.util.ArrayList;
import java.util.List;
import jforge.plan.Change;
import jforge.plan.Danger;
import jforge.plan.Difference;
import jforge.plan.Due;
import jforge.plan.HostPlan;
import jforge.plan.Merge;
import jforge.plan.Note;
import jforge.plan.Ref;
import jforge.plan.Step;
import jforge.plan.Verdict;

/** One change of a plan, for eyes. */
final class ChangeText {
    private static final int NAMED = 3;

    private final Style style;
    private final PlanText.Detail detail;
    private final String planId;
    private final DifferenceText differences;
    private final CommandText commands;

    ChangeText(Style style, PlanText.Detail detail, String planId) {
        this.style = style;
        this.detail = detail;
        this.planId = planId;
        this.differences = new DifferenceText(style, detail.everything());
        this.commands = new CommandText(style);
    }

    Entry entry(HostPlan host, Change change) {
        String sign = style.sign(change.verdict());
        String head = " ".repeat(Math.max(0, 3 - sign.length())) + sign + " "
                + change.ref().label() + tail(change);
        return new Entry(
                new Line(tone(change.verdict()), style.printable(head)),
                style.printable(change.origin().toString()),
                body(host, change));
    }

    private String tail(Change change) {
        String danger = (change.danger().mustBeAllowed() ? "  (" + name(change.danger()) + ")" : "")
                + (change.cutsPath() ? "  (can cut the path to the host)" : "");
        String reason = change.allow() != null ? atRisk(change).get(0) : change.reason() == null ? "" : change.reason();
        Due due = change.due();
        return switch (change.verdict()) {
            case REFUSED -> "  refused: " + reason;
            case DEFERRED -> "  deferred: " + reason;
            case UNKNOWN -> "  " + reason + danger;
            case EFFECT -> (due == null ? "" : "  " + effect(change.ref(), due)) + danger;
            default -> danger;
        };
    }

    private List<Line> body(HostPlan host, Change change) {
        List<Line> lines = new ArrayList<>();
        List<Difference> all =
                change.steps().stream().flatMap(s -> s.differences().stream()).toList();
        if (change.allow() != null) {
            atRisk(change).stream().skip(1).forEach(l -> lines.add(Line.plain("  " + style.printable(l))));
        }
        lines.addAll(differences.lines(all));
        for (Merge merge : host.merges()) {
            if (merge.members().get(0).equals(change.ref().label())) {
                lines.addAll(merged(merge));
            }
        }
        Due due = change.due();
        if (due != null && change.verdict() != Verdict.EFFECT) {
            lines.add(new Line(Tone.EFFECT, style.printable("* " + effect(change.ref(), due))));
        }
        change.notes().forEach(note -> lines.add(note(note)));
        if (change.allow() != null) {
            lines.add(Line.plain(style.printable("allow with --allow " + change.allow() + "@" + planId)));
        }
        if (detail.commands()) {
            for (Step step : change.steps()) {
                lines.addAll(commands.lines("", step.command()));
            }
            if (due != null) {
                lines.addAll(commands.lines(due.name(), due.step().command()));
            }
        }
        return lines.stream().map(l -> l.indented("      ")).toList();
    }

    private Line note(Note note) {
        return note.level() == Note.Level.WARNING
                ? new Line(Tone.ALARM, style.printable("warning: " + note.text()))
                : new Line(Tone.QUIET, style.printable(note.text()));
    }

    /** What has to be allowed: a list in it, such as that of a purge, has a line for each item. */
    private static List<String> atRisk(Change change) {
        return List.of(String.valueOf(change.reason()).split("\n"));
    }

    private List<Line> merged(Merge merge) {
        List<Line> lines = new ArrayList<>();
        if (merge.members().size() > 1) {
            List<String> others = merge.members().subList(1, merge.members().size());
            lines.add(Line.plain(style.printable("in one transaction with " + some(others))));
        }
        merge.summary().forEach(s -> lines.add(Line.plain(style.printable(s))));
        if (detail.commands()) {
            lines.addAll(commands.lines("transaction", merge.command()));
        }
        return lines;
    }

    private String effect(Ref of, Due due) {
        if (due.owed() != null) {
            return due.name() + ", owed since an earlier run: " + due.owed();
        }
        List<String> triggers = due.triggers().stream()
                .map(r -> r.host().equals(of.host()) ? r.label() : r.toString())
                .toList();
        return due.name() + ", because " + some(triggers) + (triggers.size() == 1 ? " changes" : " change");
    }

    /** All where there are few, or everything is asked for. */
    private String some(List<String> names) {
        int named = detail.everything() || names.size() <= NAMED ? names.size() : NAMED - 1;
        String text = String.join(", ", names.subList(0, named));
        return named < names.size() ? text + " and " + (names.size() - named) + " more" : text;
    }

    private static String name(Danger danger) {
        return danger == Danger.RISKY ? "risky" : "destructive";
    }

    private static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case CREATE -> Tone.ADDED;
            case UPDATE, UNKNOWN -> Tone.CHANGED;
            case DELETE, REPLACE -> Tone.REMOVED;
            case EFFECT -> Tone.EFFECT;
            case REFUSED, DEFERRED -> Tone.ALARM;
            case NO_CHANGE -> Tone.PLAIN;
        };
    }
}
