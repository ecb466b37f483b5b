package jforge.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jforge.resource.Report;
import jforge.resource.Report.Cell;
import jforge.resource.Report.Column;
import jforge.survey.Surveyed;

/** What hosts told, for eyes: one table for all of them, then what is not as it should be. */
public final class SurveyText {
    private final Style style;

    public SurveyText(Style style) {
        this.style = style;
    }

    /** @param out takes line by line, without line ends */
    public void print(Report report, List<Surveyed> hosts, Consumer<String> out) {
        List<List<String>> lines = new ArrayList<>();
        hosts.forEach(host -> host.told().rows().forEach(row -> lines.add(line(host.host(), report.columns(), row))));
        if (!lines.isEmpty()) {
            table(report.columns(), lines, out);
            out.accept("");
        }
        List<String> notes = notes(hosts);
        notes.forEach(note -> out.accept(style.paint(Tone.ALARM, style.printable(note))));
        if (!notes.isEmpty()) {
            out.accept("");
        }
        out.accept(style.paint(Tone.TITLE, totals(hosts)));
    }

    private static List<String> line(String host, List<Column> columns, List<Cell> row) {
        List<String> line = new ArrayList<>(List.of(host));
        for (int i = 0; i < columns.size(); i++) {
            line.add(shown(columns.get(i).unit(), row.get(i)));
        }
        return line;
    }

    private void table(List<Column> columns, List<List<String>> lines, Consumer<String> out) {
        List<String> head = new ArrayList<>(List.of("host"));
        columns.forEach(column -> head.add(column.name()));
        int[] widths = new int[head.size()];
        List<List<String>> all = new ArrayList<>(List.of(head));
        lines.forEach(line -> all.add(line.stream().map(style::printable).toList()));
        for (List<String> line : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : all) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                boolean left = i == 0 || columns.get(i - 1).unit() == Report.Unit.TEXT;
                String gap = " ".repeat(widths[i] - line.get(i).length());
                text.append(i == 0 ? "" : "  ").append(left ? line.get(i) + gap : gap + line.get(i));
            }
            String row = text.toString().stripTrailing();
            out.accept(line == head ? style.paint(Tone.QUIET, row) : row);
        }
    }

    private static List<String> notes(List<Surveyed> hosts) {
        List<String> notes = new ArrayList<>();
        for (Surveyed host : hosts) {
            if (host.lost() != null) {
                notes.add(host.host() + "  ! unreachable: " + host.lost());
            } else if (host.failed() != null) {
                notes.add(host.host() + "  ! " + host.failed());
            }
            host.told().health().stream()
                    .filter(one -> !one.fine())
                    .map(one -> host.host() + "  ! " + one.about() + ": " + one.state()
                            + (one.says().isEmpty() ? "" : ", " + one.says()))
                    .forEach(notes::add);
        }
        return notes;
    }

    private static String totals(List<Surveyed> hosts) {
        List<Report.Health> all =
                hosts.stream().flatMap(host -> host.told().health().stream()).toList();
        long fine = all.stream().filter(Report.Health::fine).count();
        long lost = hosts.stream().filter(host -> host.lost() != null).count();
        long failed = hosts.stream().filter(host -> host.failed() != null).count();
        List<String> parts = new ArrayList<>();
        parts.add(all.isEmpty() ? "nothing to tell of" : fine + " fine");
        if (fine < all.size()) {
            parts.add((all.size() - fine) + " not");
        }
        if (failed > 0) {
            parts.add(failed + " could not tell");
        }
        if (lost > 0) {
            parts.add(lost + " unreachable");
        }
        return Totals.hosts(hosts.size()) + ": " + String.join(", ", parts);
    }

    private static String shown(Report.Unit unit, Cell cell) {
        if (cell instanceof Report.Text text) {
            return text.text();
        }
        if (!(cell instanceof Report.Figure figure)) {
            return "";
        }
        return switch (unit) {
            case MILLISECONDS -> duration(figure.figure() / 1000);
            case BYTES -> (figure.figure() + (1 << 19) >> 20) + " MiB";
            case TEXT, COUNT -> Long.toString(figure.figure());
        };
    }

    /** The two largest units that count: 45s, 12m 3s, 3h 5m, 2d 4h. */
    static String duration(long seconds) {
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (hours >= 24) {
            return hours / 24 + "d " + hours % 24 + "h";
        }
        return hours > 0
                ? hours + "h " + minutes % 60 + "m"
                : minutes > 0 ? minutes + "m " + seconds % 60 + "s" : seconds + "s";
    }
}
