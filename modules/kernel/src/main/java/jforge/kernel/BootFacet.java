package jforge.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import jforge.kernel.BootFiles.File;
import jforge.kernel.BootFiles.Found;
import jforge.kernel.BootFiles.Line;

/**
 * What a setting will be after a boot and after {@code sysctl --system}, whoever applies the files.
 *
 * @param now for eyes: the value and the line that says it, of each applier where they differ; empty where no file says any
 * @param value the one value of all appliers, canonical; empty where they differ or there is none
 * @param later as now, once our line is gone; empty where it is to stay
 * @param against the lines that would win over ours, were it there; in the order in which they are found
 * @param unread whether nothing on the host reads our file
 * @param ordered whether modules are loaded before settings are applied
 */
record BootFacet(
        Optional<String> now,
        Optional<String> value,
        Optional<String> later,
        List<Against> against,
        boolean unread,
        boolean ordered) {
    /** Enough to see how they are meant; a host with more is refused with the first ones. */
    private static final int MOST = 50;

    /** A host is asked once for all settings: what its files say is worked out once. */
    private static final Map<Found, Map<Applier, FileStatements>> KNOWN =
            Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * A line that wins over ours.
     *
     * @param real the file to edit: at once, or what a link leads to
     * @param text the whole line
     * @param by who takes it so: "systemd-sysctl"
     */
    record Against(Place at, String real, String text, String value, String by) {
        /** Made anew by a package's update, or by each boot. */
        boolean isAnothers() {
            return !real.startsWith("/etc/");
        }
    }

    /**
     * @param lines the file's as they will be
     * @param wanted canonical; empty where our line goes
     */
    static BootFacet of(Found found, SysctlKey key, String file, List<String> lines, Optional<String> wanted) {
        List<String> own = mentioning(lines, key);
        Map<String, String> said = new TreeMap<>();
        Map<String, String> later = new TreeMap<>();
        List<String> values = new ArrayList<>();
        List<Against> against = new ArrayList<>();
        boolean read = false;
        for (Applier applier : found.appliers()) {
            Found about = statements(found, applier).about(key);
            Optional<Assignment> now = BootSettings.of(about, applier).effective(key);
            now.ifPresent(a -> said.put(applier.command(), shown(a)));
            values.add(now.map(a -> CanonicalValue.of(key, a.value())).orElse(""));
            if (wanted.isEmpty()) {
                BootSettings.of(about.with(file, own), applier)
                        .effective(key)
                        .ifPresent(a -> later.put(applier.command(), shown(a)));
            }
            if (applier.rules().reads(file)) {
                read = true;
                wanted.ifPresent(w -> against(about.with(file, own), applier, key, file, w, against));
            }
        }
        Optional<String> value =
                values.stream().distinct().count() == 1 ? Optional.of(values.get(0)) : Optional.empty();
        boolean ordered = found.appliers().contains(Applier.SYSTEMD);
        return new BootFacet(
                shown(said), value.filter(v -> !v.isEmpty()), shown(later), List.copyOf(against), !read, ordered);
    }

    /** With nothing in the place of lines of other keys. */
    private static List<String> mentioning(List<String> lines, SysctlKey key) {
        if (lines.stream().anyMatch(l -> l.endsWith("\\"))) {
            return lines;
        }
        Mention mention = new Mention(key);
        return lines.stream().map(l -> mention.test(l) ? l : "").toList();
    }

    private static String shown(Assignment assignment) {
        return CanonicalValue.fold(assignment.value()) + " (" + assignment.at() + ")";
    }

    private static Optional<String> shown(Map<String, String> said) {
        if (said.values().stream().distinct().count() <= 1) {
            return said.values().stream().findFirst();
        }
        return Optional.of(said.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(", ")));
    }

    /** Takes away line after line that wins, until ours does. */
    private static void against(
            Found with, Applier applier, SysctlKey key, String file, String wanted, List<Against> found) {
        Found rest = with;
        for (int i = 0; i < MOST; i++) {
            Optional<Assignment> first = BootSettings.of(rest, applier).effective(key);
            if (first.isEmpty()
                    || first.get().file().equals(file)
                    || CanonicalValue.of(key, first.get().value()).equals(wanted)) {
                return;
            }
            Place at = first.get().at();
            File in = rest.files().stream()
                    .filter(f -> f.path().equals(at.file()))
                    .findFirst()
                    .orElseThrow();
            String text = in.lines().stream()
                    .filter(l -> l.number() == at.line())
                    .map(Line::text)
                    .findFirst()
                    .orElse("");
            if (in.real().equals(file)) {
                return;
            }
            if (found.stream().noneMatch(a -> a.real.equals(in.real()) && a.text.equals(text))) {
                found.add(new Against(
                        at, in.real(), text, CanonicalValue.fold(first.get().value()), applier.command()));
            }
            rest = rest.with(at.file(), without(in, text));
        }
    }

    private static List<String> without(File file, String text) {
        List<String> lines = new ArrayList<>();
        for (Line line : file.lines()) {
            while (lines.size() < line.number() - 1) {
                lines.add("");
            }
            lines.add(line.text().equals(text) ? "# " + text : line.text());
        }
        return lines;
    }

    private static FileStatements statements(Found found, Applier applier) {
        return KNOWN.computeIfAbsent(found, f -> new ConcurrentHashMap<>())
                .computeIfAbsent(applier, a -> new FileStatements(found.seenBy(a), a));
    }
}
